/* Clocks by hand: once a step, k is returned. What is the same at every step stands in
   `carried->d`, computed before the loop: gcc would not hoist it. */

typedef Few Clock(double t, const double *h, Few *carried);
typedef double Constant(const double *h);

INLINE double none(const double *h) { return 0.0; }

INLINE double fade(double power, double beta) { return power > 1e-30 ? power * beta : 0.0; }

INLINE Few still(double t, const double *h, Few *carried) { return (Few){0.0, 0.0, 0.0, 0.0}; }

INLINE Few one_power(double t, const double *h, Few *carried) {
    carried->a = fade(carried->a, h[0]);
    return (Few){1.0 / (1.0 - carried->a)};
}

INLINE Few two_powers(double t, const double *h, Few *carried) {
    carried->a = fade(carried->a, h[0]);
    carried->b = fade(carried->b, h[1]);
    return (Few){1.0 / (1.0 - carried->a), 1.0 / (1.0 - carried->b)};
}

INLINE double fall(const double *h) { return pow(0.96, h[3]); }

INLINE Few nadam_clock(double t, const double *h, Few *carried) {
    double fall = carried->d;
    carried->b = fade(carried->b, h[1]);
    carried->c = fall * carried->c + (1.0 - fall);
    double mu = h[0] * (0.5 + 0.5 * carried->c);
    double mu_next = h[0] * (0.5 + 0.5 * (fall * carried->c + (1.0 - fall)));
    carried->a = fade(carried->a, mu);
    double of_g = (1.0 - mu) / (1.0 - carried->a);
    double of_v = mu_next / (1.0 - carried->a * mu_next);
    return (Few){of_g, of_v, 1.0 / (1.0 - carried->b)};
}

INLINE double longest(const double *h) { return 2.0 / (1.0 - h[1]) - 1.0; }

INLINE Few radam_clock(double t, const double *h, Few *carried) {
    Few k = two_powers(t, h, carried);
    carried->c = h[1] * carried->c + (1.0 - h[1]);
    double longest = carried->d;
    double length = longest - 2.0 * t * (1.0 - carried->c) / carried->c;
    if (length > 5.0) {
        double share = (length - 4.0) * (length - 2.0) * longest;
        k.c = sqrt(share / ((longest - 4.0) * (longest - 2.0) * length));
    }
    k.d = h[2] * sqrt(k.b);
    return k;
}
