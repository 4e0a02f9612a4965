/* Rules by hand: one coordinate's update is returned. */

typedef double Rule(double g, double x, double alpha, const double *h, Few k, Few *slots,
                    Few *shown);

#define RULE(name)                                                                             \
    INLINE double name(double g, double x, double alpha, const double *h, Few k, Few *slots,   \
                       Few *shown)

INLINE double average(double old, double beta, double added) {
    return beta * old + (1.0 - beta) * added;
}

/* β s + (1−β) g², the multiplications from left to right. */
INLINE double mean_square(double old, double beta, double g) {
    return beta * old + (1.0 - beta) * g * g;
}

INLINE double sign(double value) { return value > 0.0 ? 1.0 : value < 0.0 ? -1.0 : 0.0; }

RULE(gd) { return -alpha * g; }

RULE(newton) { return -alpha * g; }

RULE(momentum) {
    slots->a = average(slots->a, h[0], g);
    shown->a = slots->a * k.a;
    return -alpha * shown->a;
}

RULE(heavy_ball) {
    slots->a = h[0] * slots->a + g;
    return -alpha * slots->a;
}

RULE(nesterov) {
    slots->a = h[0] * slots->a + g;
    return -alpha * (g + h[0] * slots->a);
}

RULE(rmsprop) {
    slots->a = mean_square(slots->a, h[0], g);
    shown->a = slots->a * k.a;
    return -alpha * g / (sqrt(shown->a) + h[1]);
}

RULE(adagrad) {
    slots->a = slots->a + g * g;
    return -alpha * (g / (sqrt(slots->a) + h[0]));
}

RULE(adadelta) {
    slots->a = mean_square(slots->a, h[0], g);
    double u = g * sqrt(slots->b + h[1]) / sqrt(slots->a + h[1]);
    slots->b = mean_square(slots->b, h[0], u);
    return -alpha * u;
}

RULE(rprop) {
    double p = g * slots->b;
    double eta = (p > 0.0 ? h[1] : p < 0.0 ? h[0] : 1.0) * slots->a;
    eta = h[2] > eta ? h[2] : eta;
    slots->a = h[3] < eta ? h[3] : eta;
    slots->b = p < 0.0 ? 0.0 : g;
    return -slots->a * sign(slots->b);
}

RULE(lion) {
    double c = average(slots->a, h[0], g);
    slots->a = average(slots->a, h[1], g);
    return -alpha * (sign(c) + h[2] * x);
}

/* v̂ and ŝ from the slots a and `s`, and Adam's update. */
INLINE double corrected(double alpha, double epsilon, Few k, double v, double s, Few *shown) {
    shown->a = v * k.a;
    shown->b = s * k.b;
    return -alpha * shown->a / (sqrt(shown->b) + epsilon);
}

RULE(adam) {
    slots->a = average(slots->a, h[0], g);
    slots->b = mean_square(slots->b, h[1], g);
    return corrected(alpha, h[2], k, slots->a, slots->b, shown);
}

RULE(adamw) {
    return -alpha * h[3] * x + adam(g, x, alpha, h, k, slots, shown);
}

RULE(amsgrad) {
    slots->a = average(slots->a, h[0], g);
    slots->b = mean_square(slots->b, h[1], g);
    slots->c = slots->b > slots->c ? slots->b : slots->c;
    return corrected(alpha, h[2], k, slots->a, slots->c, shown);
}

RULE(yogi) {
    double square = g * g;
    slots->a = average(slots->a, h[0], g);
    slots->b = slots->b - (1.0 - h[1]) * sign(slots->b - square) * square;
    return corrected(alpha, h[2], k, slots->a, slots->b, shown);
}

RULE(adabelief) {
    slots->a = average(slots->a, h[0], g);
    slots->b = mean_square(slots->b, h[1], g - slots->a) + h[2];
    return corrected(alpha, h[2], k, slots->a, slots->b, shown);
}

RULE(adamax) {
    slots->a = average(slots->a, h[0], g);
    double faded = h[1] * slots->b, size = fabs(g) + h[2];
    slots->b = faded > size ? faded : size;
    return -alpha * k.a * slots->a / slots->b;
}

RULE(nadam) {
    slots->a = average(slots->a, h[0], g);
    slots->b = mean_square(slots->b, h[1], g);
    shown->a = slots->b * k.c;
    return -alpha * (k.a * g + k.b * slots->a) / (sqrt(shown->a) + h[2]);
}

RULE(radam) {
    slots->a = average(slots->a, h[0], g);
    slots->b = mean_square(slots->b, h[1], g);
    shown->a = slots->a * k.a;
    shown->b = slots->b * k.b;
    double rate = k.c > 0.0 ? alpha * k.c / (sqrt(shown->b) + k.d) : alpha;
    return -rate * shown->a;
}

/* Newton's direction in the place of the gradient; for the other rules there is none. */

typedef Few Solve(Few g, Few hessian, const double *h);

INLINE Few solve(Few g, Few hessian, const double *h) {
    double xx = hessian.a + h[0], xy = hessian.b, yy = hessian.c + h[0];
    double determinant = xx * yy - xy * xy;
    return (Few){(yy * g.a - xy * g.b) / determinant, (xx * g.b - xy * g.a) / determinant};
}
