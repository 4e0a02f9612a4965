/* The trajectory driver by hand: every rule on every surface in a loop of its own.

   The same arithmetic in the same order, the same record and the same checks as
   tuiopt_kernels.drivers.trajectory, whose documentation describes the arguments. */

#include "few.h"

#include "clocks.h"
#include "rules.h"
#include "surfaces.h"

#define ARGUMENTS                                                                              \
    double *restrict state, const double *restrict settings, const double *restrict feed,      \
        long feed_rows, double *restrict out, long n

/* All functions and counts are constants where it is inlined. */
INLINE long loop(Surface *surface, Hessian *hessian, int n_params, Clock *clock,
                 Constant *constant, Rule *rule, Solve *solve, int n_carried, int n_slots, int n_shown, ARGUMENTS) {
    double t = state[0], x = state[1], y = state[2];
    double *carried = state + 3, *slots = carried + n_carried;
    double l2 = settings[0];
    const double *box = settings + 1, *params = box + 4, *hyper = params + n_params;
    long width = 8 + 2 * n_slots + 2 * n_shown;
    Few c = get(carried, n_carried);
    c.d = constant(hyper);
    Few slots_x = get(slots, n_slots), slots_y = get(slots + n_slots, n_slots);
    Few shown_x = {0.0}, shown_y = {0.0};
    for (long i = 0; i <= n; i++) {
        Few g = {0.0};
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
        Few k = clock(t, hyper, &c);
        Few along = {g.a + l2 * x, g.b + l2 * y};
        if (solve) {
            Few bent = hessian(x, y, params);
            bent.a += l2;
            bent.c += l2;
            along = solve(along, bent, hyper);
        }
        double update_x = rule(along.a, x, alpha, hyper, k, &slots_x, &shown_x);
        double update_y = rule(along.b, y, alpha, hyper, k, &slots_y, &shown_y);
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
        put(row + 8, n_slots, slots_x);
        put(row + 8 + n_slots, n_slots, slots_y);
        put(row + 8 + 2 * n_slots, n_shown, shown_x);
        put(row + 8 + 2 * n_slots + n_shown, n_shown, shown_y);
        int inside = box[0] <= x && x <= box[1] && box[2] <= y && y <= box[3];
        double sum = astray(2, g) + astray(n_slots, slots_x) + astray(n_slots, slots_y);
        if (!(inside && sum == 0.0)) return i;
    }
    state[0] = t, state[1] = x, state[2] = y;
    put(carried, n_carried, c);
    put(slots, n_slots, slots_x);
    put(slots + n_slots, n_slots, slots_y);
    return n;
}

#define PAIR(surface, n_params, rule, clock, constant, solve, n_carried, n_slots, n_shown)     \
    long rule##_on_##surface(ARGUMENTS) {                                                      \
        return loop(surface, surface##_hessian, n_params, clock, constant, rule, solve,        \
                    n_carried, n_slots, n_shown, state, settings, feed, feed_rows, out, n);    \
    }

#define ALL_RULES(surface, n_params)                                                           \
    PAIR(surface, n_params, adabelief, two_powers, none, NULL, 2, 2, 2)                        \
    PAIR(surface, n_params, adadelta, still, none, NULL, 0, 2, 0)                              \
    PAIR(surface, n_params, adagrad, still, none, NULL, 0, 1, 0)                               \
    PAIR(surface, n_params, adam, two_powers, none, NULL, 2, 2, 2)                             \
    PAIR(surface, n_params, adamax, one_power, none, NULL, 1, 2, 0)                            \
    PAIR(surface, n_params, adamw, two_powers, none, NULL, 2, 2, 2)                            \
    PAIR(surface, n_params, amsgrad, two_powers, none, NULL, 2, 3, 2)                          \
    PAIR(surface, n_params, gd, still, none, NULL, 0, 0, 0)                                    \
    PAIR(surface, n_params, heavy_ball, still, none, NULL, 0, 1, 0)                            \
    PAIR(surface, n_params, lion, still, none, NULL, 0, 1, 0)                                  \
    PAIR(surface, n_params, momentum, one_power, none, NULL, 1, 1, 1)                          \
    PAIR(surface, n_params, nadam, nadam_clock, fall, NULL, 3, 2, 1)                           \
    PAIR(surface, n_params, nesterov, still, none, NULL, 0, 1, 0)                              \
    PAIR(surface, n_params, newton, still, none, solve, 0, 0, 0)                               \
    PAIR(surface, n_params, radam, radam_clock, longest, NULL, 3, 2, 2)                        \
    PAIR(surface, n_params, rmsprop, one_power, none, NULL, 1, 1, 1)                           \
    PAIR(surface, n_params, rprop, still, none, NULL, 0, 2, 0)                                 \
    PAIR(surface, n_params, yogi, two_powers, none, NULL, 2, 2, 2)

ALL_RULES(bowl, 0)
ALL_RULES(ravine, 1)
ALL_RULES(saddle, 0)
ALL_RULES(rosenbrock, 0)
ALL_RULES(himmelblau, 0)
ALL_RULES(beale, 0)
ALL_RULES(rastrigin, 0)
ALL_RULES(two_wells, 0)
