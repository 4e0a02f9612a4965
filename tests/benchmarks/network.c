/* The same training by hand: batch norm before ReLU, softmax, Adam; any sizes, rows of samples. */
#include <math.h>
#include <stdlib.h>

#define EPSILON 1e-5

typedef struct { int inputs, outputs, first, unit; } Layer;

static double *room(long n) { return aligned_alloc(64, (n * sizeof(double) + 63) / 64 * 64); }

static double *row(double *m, int r, int width) { return m + (long)r * width; }

/* Sums have the fixed order of the kernel: eight lanes, added by halves, then the rest. Eight lanes
   are two vectors of four, since gcc keeps wider ones in memory where there is no AVX-512. */
enum { LANES = 8, HALF = LANES / 2, ROWS = 4 };
typedef double Half __attribute__((vector_size(8 * HALF), aligned(8)));

#define LOAD(p) (*(const Half *)(p))
#define STORE(p) (*(Half *)(p))

static inline double added(Half low, Half high) {
    const Half s = low + high;
    return (s[0] + s[2]) + (s[1] + s[3]);
}

static double dot(const double *a, const double *b, int n) {
    Half low = {0}, high = {0};
    int k = 0;
    for (; k + LANES <= n; k += LANES) {
        low += LOAD(a + k) * LOAD(b + k);
        high += LOAD(a + k + HALF) * LOAD(b + k + HALF);
    }
    double total = added(low, high);
    for (; k < n; k++) total += a[k] * b[k];
    return total;
}

/* to[u] = sum of weights[u * across + i * along] * from[i], four rows at once */
static void blend(const double *from, int count, double *to, int count_to, const double *weights,
                  int across, int along, int n, int width) {
    int u = 0;
    for (; u + ROWS <= count_to; u += ROWS) {
        const double *w = weights + u * across;
        double *r = to + (long)u * width;
        int k = 0;
        for (; k + LANES <= n; k += LANES) {
            Half low[ROWS] = {{0}}, high[ROWS] = {{0}};
            for (int i = 0; i < count; i++) {
                const double *x = from + (long)i * width + k;
                const Half x0 = LOAD(x), x1 = LOAD(x + HALF);
                for (int v = 0; v < ROWS; v++) {
                    const double weight = w[i * along + v * across];
                    low[v] += weight * x0, high[v] += weight * x1;
                }
            }
            for (int v = 0; v < ROWS; v++) {
                STORE(r + (long)v * width + k) = low[v];
                STORE(r + (long)v * width + k + HALF) = high[v];
            }
        }
        for (; k < n; k++)
            for (int v = 0; v < ROWS; v++) {
                double sum = 0;
                for (int i = 0; i < count; i++)
                    sum += w[v * across + i * along] * from[(long)i * width + k];
                r[(long)v * width + k] = sum;
            }
    }
    for (; u < count_to; u++) {
        double *restrict r = to + (long)u * width;
        for (int k = 0; k < n; k++) r[k] = 0;
        for (int i = 0; i < count; i++) {
            const double weight = weights[u * across + i * along];
            const double *restrict x = from + (long)i * width;
            for (int k = 0; k < n; k++) r[k] += weight * x[k];
        }
    }
}

/* out[i * count_b + j] = a[i] . b[j], four rows of b at once */
static void dots(const double *a, int count_a, const double *b, int count_b, double *out, int n,
                 int width) {
    for (int i = 0; i < count_a; i++) {
        const double *p = a + (long)i * width;
        int j = 0;
        for (; j + ROWS <= count_b; j += ROWS) {
            const double *q = b + (long)j * width;
            Half low[ROWS] = {{0}}, high[ROWS] = {{0}};
            int k = 0;
            for (; k + LANES <= n; k += LANES) {
                const Half x0 = LOAD(p + k), x1 = LOAD(p + k + HALF);
                for (int v = 0; v < ROWS; v++) {
                    const double *y = q + (long)v * width + k;
                    low[v] += x0 * LOAD(y), high[v] += x1 * LOAD(y + HALF);
                }
            }
            for (int v = 0; v < ROWS; v++) {
                double total = added(low[v], high[v]);
                for (int l = k; l < n; l++) total += p[l] * q[(long)v * width + l];
                out[i * count_b + j + v] = total;
            }
        }
        for (; j < count_b; j++) out[i * count_b + j] = dot(p, b + (long)j * width, n);
    }
}

/* numbers: rows of x, g, v, s; running: means, then variances; out: loss, norms. */
void train(double *restrict numbers, long size, double *restrict running, const int *restrict widths,
           int layers, const double *restrict samples, const long *restrict labels, long m,
           const long *restrict batches, long steps, int width, double alpha, double beta1,
           double beta2, double epsilon, double momentum, double *restrict out) {
    double *x = numbers, *g = numbers + size, *v = g + size, *s = v + size;
    Layer layer[16];
    int units = 0, first = 0;
    for (int l = 0; l < layers; l++) {
        layer[l] = (Layer){widths[l], widths[l + 1], first, units};
        first += widths[l] * widths[l + 1] + widths[l + 1] * (l < layers - 1 ? 2 : 1);
        units += widths[l + 1];
    }
    double *input = room((long)width * widths[0]);
    double *normal = room((long)width * units);
    double *active = room((long)width * units);
    double *delta = room((long)width * units);
    double *scale = room(units);
    double *ones = room(width);
    for (int k = 0; k < width; k++) ones[k] = 1;
    double power1 = 1, power2 = 1;
    for (long t = 0; t < steps; t++) {
        const long *batch = batches + t * width;
        int n = width;
        while (batch[n - 1] < 0) n--;
        for (int i = 0; i < widths[0]; i++)
            for (int k = 0; k < n; k++) row(input, i, width)[k] = samples[i * m + batch[k]];
        for (int l = 0; l < layers; l++) {
            Layer at = layer[l];
            const double *w = x + at.first, *second = w + at.inputs * at.outputs;
            double *below = l ? row(active, layer[l - 1].unit, width) : input;
            int last = l == layers - 1;
            double *z = row(last ? active : normal, at.unit, width);
            blend(below, at.inputs, z, at.outputs, w, 1, at.outputs, n, width);
            for (int j = 0; j < at.outputs && last; j++)
                for (int k = 0; k < n; k++) row(z, j, width)[k] += second[j];
            for (int j = 0; j < at.outputs && !last; j++) {
                double *restrict r = row(z, j, width), *restrict h = row(active, at.unit + j, width);
                const double mean = dot(r, ones, n) / n;
                for (int k = 0; k < n; k++) r[k] -= mean;
                const double variance = dot(r, r, n) / n;
                const double by = scale[at.unit + j] = 1 / sqrt(variance + EPSILON);
                double *kept = running + at.unit + j;
                kept[0] = momentum * kept[0] + (1 - momentum) * mean;
                kept[units] = momentum * kept[units] + (1 - momentum) * variance;
                const double gamma = second[j], shift = second[at.outputs + j];
                for (int k = 0; k < n; k++) {
                    r[k] *= by;
                    const double y = gamma * r[k] + shift;
                    h[k] = y > 0 ? y : 0;
                }
            }
        }
        Layer top = layer[layers - 1];
        double loss = 0;
        for (int k = 0; k < n; k++) {
            double highest = row(active, top.unit, width)[k], total = 0;
            for (int c = 1; c < top.outputs; c++)
                highest = fmax(highest, row(active, top.unit + c, width)[k]);
            for (int c = 0; c < top.outputs; c++) {
                const double e = exp(row(active, top.unit + c, width)[k] - highest);
                row(delta, top.unit + c, width)[k] = e;
                total += e;
            }
            loss += log(total) + highest - row(active, top.unit + (int)labels[batch[k]], width)[k];
            for (int c = 0; c < top.outputs; c++) row(delta, top.unit + c, width)[k] /= total * n;
            row(delta, top.unit + (int)labels[batch[k]], width)[k] -= 1.0 / n;
        }
        out[t * (2 + layers)] = loss / n;
        for (int l = layers - 1; l >= 0; l--) {
            Layer at = layer[l];
            const double *w = x + at.first;
            double *gw = g + at.first, *second = gw + at.inputs * at.outputs;
            double *below = l ? row(active, layer[l - 1].unit, width) : input;
            double *d = row(delta, at.unit, width);
            for (int j = 0; j < at.outputs; j++) {
                double *restrict r = row(d, j, width);
                const double *restrict z = row(normal, at.unit + j, width);
                const double *restrict h = row(active, at.unit + j, width);
                if (l == layers - 1) {
                    second[j] = dot(r, ones, n);
                    continue;
                }
                for (int k = 0; k < n; k++) r[k] = h[k] > 0 ? r[k] : 0;
                const double shift = dot(r, ones, n), stretch = dot(r, z, n);
                const double by = w[at.inputs * at.outputs + j] * scale[at.unit + j];
                for (int k = 0; k < n; k++) r[k] = by * (r[k] - shift / n - z[k] * (stretch / n));
                second[j] = stretch;
                second[at.outputs + j] = shift;
            }
            dots(below, at.inputs, d, at.outputs, gw, n, width);
            if (l)
                blend(d, at.outputs, row(delta, layer[l - 1].unit, width), at.inputs, w,
                      at.outputs, 1, n, width);
        }
        double all = 0;
        for (int l = 0; l < layers; l++) {
            const int end = l + 1 < layers ? layer[l + 1].first : (int)size;
            const double *part = g + layer[l].first;
            const double square = dot(part, part, end - layer[l].first);
            out[t * (2 + layers) + 2 + l] = sqrt(square);
            all += square;
        }
        out[t * (2 + layers) + 1] = sqrt(all);
        power1 *= beta1;
        power2 *= beta2;
        const double correction1 = 1 / (1 - power1), correction2 = 1 / (1 - power2);
        for (long i = 0; i < size; i++) {
            v[i] = beta1 * v[i] + (1 - beta1) * g[i];
            s[i] = beta2 * s[i] + (1 - beta2) * g[i] * g[i];
            x[i] -= alpha * v[i] * correction1 / (sqrt(s[i] * correction2) + epsilon);
        }
    }
    free(input), free(normal), free(active), free(delta), free(scale), free(ones);
}
