/* The trajectory driver by hand: every rule on every surface in a loop of its own.

   The same arithmetic in the same order, the same record and the same checks as
   tuiopt_kernels.drivers.trajectory, whose documentation describes the arguments. */

#include <math.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct { double a, b; } Two;

/* Surfaces: f is returned, the gradient stored. */

typedef double Surface(double x, double y, const double *p, Two *g);

INLINE double bowl(double x, double y, const double *p, Two *g) {
    g->a = 2.0 * x;
    g->b = 2.0 * y;
    return x * x + y * y;
}

INLINE double ravine(double x, double y, const double *p, Two *g) {
    g->a = 2.0 * x / p[0];
    g->b = 2.0 * y;
    return x * x / p[0] + y * y;
}

INLINE double saddle(double x, double y, const double *p, Two *g) {
    g->a = 2.0 * x;
    g->b = -2.0 * y;
    return x * x - y * y;
}

INLINE double rosenbrock(double x, double y, const double *p, Two *g) {
    double a = 1.0 - x, b = y - x * x;
    g->a = -2.0 * a - 400.0 * x * b;
    g->b = 200.0 * b;
    return a * a + 100.0 * b * b;
}

INLINE double himmelblau(double x, double y, const double *p, Two *g) {
    double a = x * x + y - 11.0, b = x + y * y - 7.0;
    g->a = 4.0 * x * a + 2.0 * b;
    g->b = 2.0 * a + 4.0 * y * b;
    return a * a + b * b;
}

INLINE double beale(double x, double y, const double *p, Two *g) {
    double y2 = y * y, y3 = y * y * y;
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y2, c = 2.625 - x + x * y3;
    g->a = 2.0 * (a * (y - 1.0) + b * (y2 - 1.0) + c * (y3 - 1.0));
    g->b = 2.0 * x * (a + 2.0 * b * y + 3.0 * c * y2);
    return a * a + b * b + c * c;
}

INLINE double rastrigin(double x, double y, const double *p, Two *g) {
    double u = 2.0 * M_PI * x, v = 2.0 * M_PI * y;
    g->a = 2.0 * x + 20.0 * M_PI * sin(u);
    g->b = 2.0 * y + 20.0 * M_PI * sin(v);
    return 20.0 + x * x + y * y - 10.0 * (cos(u) + cos(v));
}

INLINE double two_wells(double x, double y, const double *p, Two *g) {
    double right = 2.0 * exp(-5.0 * ((x - 1.0) * (x - 1.0) + y * y));
    double left = 3.0 * exp(-5.0 * ((x + 1.0) * (x + 1.0) + y * y));
    g->a = 2.0 * x + 10.0 * ((x - 1.0) * right + (x + 1.0) * left);
    g->b = 2.0 * y + 10.0 * y * (right + left);
    return x * x + y * y - right - left;
}

/* Clocks: k is returned. */

typedef Two Clock(const double *h, Two *carried);

INLINE double fade(double power, double beta) { return power > 1e-30 ? power * beta : 0.0; }

INLINE Two still(const double *h, Two *carried) { return (Two){0.0, 0.0}; }

INLINE Two one_power(const double *h, Two *carried) {
    carried->a = fade(carried->a, h[0]);
    return (Two){1.0 / (1.0 - carried->a), 0.0};
}

INLINE Two two_powers(const double *h, Two *carried) {
    carried->a = fade(carried->a, h[0]);
    carried->b = fade(carried->b, h[1]);
    return (Two){1.0 / (1.0 - carried->a), 1.0 / (1.0 - carried->b)};
}

/* Rules: the update is returned. */

typedef double Rule(double g, double alpha, const double *h, Two k, Two *slots, Two *shown);

INLINE double gd(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    return -alpha * g;
}

INLINE double momentum(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    slots->a = h[0] * slots->a + (1.0 - h[0]) * g;
    shown->a = slots->a * k.a;
    return -alpha * shown->a;
}

INLINE double heavy_ball(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    slots->a = h[0] * slots->a + g;
    return -alpha * slots->a;
}

INLINE double nesterov(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    slots->a = h[0] * slots->a + g;
    return -alpha * (g + h[0] * slots->a);
}

INLINE double rmsprop(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    slots->a = h[0] * slots->a + (1.0 - h[0]) * g * g;
    shown->a = slots->a * k.a;
    return -alpha * g / (sqrt(shown->a) + h[1]);
}

INLINE double adam(double g, double alpha, const double *h, Two k, Two *slots, Two *shown) {
    slots->a = h[0] * slots->a + (1.0 - h[0]) * g;
    slots->b = h[1] * slots->b + (1.0 - h[1]) * g * g;
    shown->a = slots->a * k.a;
    shown->b = slots->b * k.b;
    return -alpha * shown->a / (sqrt(shown->b) + h[2]);
}

/* The loop. All functions and counts are constants where it is inlined. */

#define ARGUMENTS                                                                              \
    double *restrict state, const double *restrict settings, const double *restrict feed,      \
        long feed_rows, double *restrict out, long n

INLINE void put(double **to, int count, Two numbers) {
    if (count > 0) *(*to)++ = numbers.a;
    if (count > 1) *(*to)++ = numbers.b;
}

/* x − x is 0 for a finite x and NaN for any other. */
INLINE double astray(int count, Two numbers) {
    double sum = 0.0;
    if (count > 0) sum += numbers.a - numbers.a;
    if (count > 1) sum += numbers.b - numbers.b;
    return sum;
}

INLINE long loop(Surface *surface, int n_params, Clock *clock, Rule *rule, int n_carried,
                 int n_slots, int n_shown, ARGUMENTS) {
    double t = state[0], x = state[1], y = state[2];
    double *carried = state + 3, *slots = carried + n_carried;
    double l2 = settings[0];
    const double *box = settings + 1, *params = box + 4, *hyper = params + n_params;
    long width = 8 + 2 * n_slots + 2 * n_shown;
    Two c = {n_carried > 0 ? carried[0] : 0.0, n_carried > 1 ? carried[1] : 0.0};
    Two slots_x = {n_slots > 0 ? slots[0] : 0.0, n_slots > 1 ? slots[1] : 0.0};
    Two slots_y = {n_slots > 0 ? slots[n_slots] : 0.0, n_slots > 1 ? slots[n_slots + 1] : 0.0};
    Two shown_x = {0.0, 0.0}, shown_y = {0.0, 0.0};
    for (long i = 0; i <= n; i++) {
        Two g;
        double f = surface(x, y, params, &g);
        if (i > 0) {
            out[(i - 1) * width + 3] = f;
            if (!isfinite(f)) return i - 1;
        }
        if (i == n) break;
        const double *fed = feed + 3 * (i < feed_rows - 1 ? i : feed_rows - 1);
        double alpha = fed[0];
        g.a += fed[1];
        g.b += fed[2];
        t += 1.0;
        Two k = clock(hyper, &c);
        double update_x = rule(g.a + l2 * x, alpha, hyper, k, &slots_x, &shown_x);
        double update_y = rule(g.b + l2 * y, alpha, hyper, k, &slots_y, &shown_y);
        x += update_x;
        y += update_y;
        double *row = out + i * width;
        row[0] = alpha;
        row[1] = x;
        row[2] = y;
        row[3] = 0.0;
        row[4] = g.a;
        row[5] = g.b;
        row[6] = update_x;
        row[7] = update_y;
        row += 8;
        put(&row, n_slots, slots_x);
        put(&row, n_slots, slots_y);
        put(&row, n_shown, shown_x);
        put(&row, n_shown, shown_y);
        int inside = box[0] <= x && x <= box[1] && box[2] <= y && y <= box[3];
        double sum = astray(2, g) + astray(n_slots, slots_x) + astray(n_slots, slots_y);
        if (!(inside && sum == 0.0)) return i;
    }
    state[0] = t, state[1] = x, state[2] = y;
    if (n_carried > 0) carried[0] = c.a;
    if (n_carried > 1) carried[1] = c.b;
    if (n_slots > 0) slots[0] = slots_x.a, slots[n_slots] = slots_y.a;
    if (n_slots > 1) slots[1] = slots_x.b, slots[n_slots + 1] = slots_y.b;
    return n;
}

#define PAIR(surface, n_params, rule, clock, n_carried, n_slots, n_shown)                      \
    long rule##_on_##surface(ARGUMENTS) {                                                      \
        return loop(surface, n_params, clock, rule, n_carried, n_slots, n_shown, state,        \
                    settings, feed, feed_rows, out, n);                                        \
    }

#define ALL_RULES(surface, n_params)                                                           \
    PAIR(surface, n_params, gd, still, 0, 0, 0)                                                \
    PAIR(surface, n_params, momentum, one_power, 1, 1, 1)                                      \
    PAIR(surface, n_params, heavy_ball, still, 0, 1, 0)                                        \
    PAIR(surface, n_params, nesterov, still, 0, 1, 0)                                          \
    PAIR(surface, n_params, rmsprop, one_power, 1, 1, 1)                                       \
    PAIR(surface, n_params, adam, two_powers, 2, 2, 2)

ALL_RULES(bowl, 0)
ALL_RULES(ravine, 1)
ALL_RULES(saddle, 0)
ALL_RULES(rosenbrock, 0)
ALL_RULES(himmelblau, 0)
ALL_RULES(beale, 0)
ALL_RULES(rastrigin, 0)
ALL_RULES(two_wells, 0)
