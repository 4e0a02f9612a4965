/* The same training by hand: batch norm before ReLU, softmax, Adam; any sizes, rows of samples. */
#include <math.h>
#include <stdlib.h>

#define EPSILON 1e-5

typedef struct { int inputs, outputs, first, unit; } Layer;

static double *row(double *m, int r, int width) { return m + (long)r * width; }

static void product(const double *restrict w, const double *restrict a, double *restrict z,
                    int inputs, int outputs, int n, int width) {
    for (int j = 0; j < outputs; j++) {
        double *restrict to = z + (long)j * width;
        for (int i = 0; i < inputs; i++) {
            const double *restrict from = a + (long)i * width;
            const double weight = w[i * outputs + j];
            for (int k = 0; k < n; k++) to[k] += weight * from[k];
        }
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
    double *input = malloc(sizeof(double) * width * widths[0]);
    double *normal = malloc(sizeof(double) * width * units);
    double *active = malloc(sizeof(double) * width * units);
    double *delta = malloc(sizeof(double) * width * units);
    double *scale = malloc(sizeof(double) * units);
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
            for (int j = 0; j < at.outputs; j++)
                for (int k = 0; k < n; k++) row(z, j, width)[k] = last ? second[j] : 0;
            product(w, below, z, at.inputs, at.outputs, n, width);
            for (int j = 0; j < at.outputs && !last; j++) {
                double *restrict r = row(z, j, width), *restrict h = row(active, at.unit + j, width);
                double mean = 0, variance = 0;
                for (int k = 0; k < n; k++) mean += r[k];
                mean /= n;
                for (int k = 0; k < n; k++) r[k] -= mean;
                for (int k = 0; k < n; k++) variance += r[k] * r[k];
                variance /= n;
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
                double shift = 0, stretch = 0;
                if (l == layers - 1) {
                    for (int k = 0; k < n; k++) shift += r[k];
                    second[j] = shift;
                    continue;
                }
                for (int k = 0; k < n; k++) {
                    r[k] = h[k] > 0 ? r[k] : 0;
                    shift += r[k];
                    stretch += r[k] * z[k];
                }
                const double by = w[at.inputs * at.outputs + j] * scale[at.unit + j];
                for (int k = 0; k < n; k++) r[k] = by * (r[k] - shift / n - z[k] * (stretch / n));
                second[j] = stretch;
                second[at.outputs + j] = shift;
            }
            for (int i = 0; i < at.inputs; i++) {
                const double *restrict a = row(below, i, width);
                for (int j = 0; j < at.outputs; j++) {
                    const double *restrict r = row(d, j, width);
                    double sum = 0;
                    for (int k = 0; k < n; k++) sum += a[k] * r[k];
                    gw[i * at.outputs + j] = sum;
                }
            }
            for (int i = 0; l && i < at.inputs; i++) {
                double *restrict to = row(delta, layer[l - 1].unit + i, width);
                for (int k = 0; k < n; k++) to[k] = 0;
                for (int j = 0; j < at.outputs; j++) {
                    const double weight = w[i * at.outputs + j];
                    const double *restrict from = row(d, j, width);
                    for (int k = 0; k < n; k++) to[k] += weight * from[k];
                }
            }
        }
        double all = 0;
        for (int l = 0; l < layers; l++) {
            const int end = l + 1 < layers ? layer[l + 1].first : (int)size;
            double square = 0;
            for (int i = layer[l].first; i < end; i++) square += g[i] * g[i];
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
    free(input), free(normal), free(active), free(delta), free(scale);
}
