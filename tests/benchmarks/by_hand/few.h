/* What all of the C needs: a handful of numbers, of which the first `count` mean something. */

#include <math.h>
#include <stddef.h>

#define INLINE static inline __attribute__((always_inline))

typedef struct { double a, b, c, d; } Few;

INLINE Few get(const double *from, int count) {
    Few numbers = {0.0, 0.0, 0.0, 0.0};
    if (count > 0) numbers.a = from[0];
    if (count > 1) numbers.b = from[1];
    if (count > 2) numbers.c = from[2];
    return numbers;
}

INLINE void put(double *to, int count, Few numbers) {
    if (count > 0) to[0] = numbers.a;
    if (count > 1) to[1] = numbers.b;
    if (count > 2) to[2] = numbers.c;
}

/* x − x is 0 for a finite x and NaN for any other. */
INLINE double astray(int count, Few numbers) {
    double sum = 0.0;
    if (count > 0) sum += numbers.a - numbers.a;
    if (count > 1) sum += numbers.b - numbers.b;
    if (count > 2) sum += numbers.c - numbers.c;
    return sum;
}
