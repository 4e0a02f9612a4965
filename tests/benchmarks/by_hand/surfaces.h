/* Surfaces by hand: f is returned, the gradient stored; the Hessian as (xx, xy, yy). */

typedef double Surface(double x, double y, const double *p, Few *g);
typedef Few Hessian(double x, double y, const double *p);

INLINE double bowl(double x, double y, const double *p, Few *g) {
    g->a = 2.0 * x;
    g->b = 2.0 * y;
    return x * x + y * y;
}

INLINE Few bowl_hessian(double x, double y, const double *p) { return (Few){2.0, 0.0, 2.0}; }

INLINE double ravine(double x, double y, const double *p, Few *g) {
    g->a = 2.0 * x / p[0];
    g->b = 2.0 * y;
    return x * x / p[0] + y * y;
}

INLINE Few ravine_hessian(double x, double y, const double *p) {
    return (Few){2.0 / p[0], 0.0, 2.0};
}

INLINE double saddle(double x, double y, const double *p, Few *g) {
    g->a = 2.0 * x;
    g->b = -2.0 * y;
    return x * x - y * y;
}

INLINE Few saddle_hessian(double x, double y, const double *p) { return (Few){2.0, 0.0, -2.0}; }

INLINE double rosenbrock(double x, double y, const double *p, Few *g) {
    double a = 1.0 - x, b = y - x * x;
    g->a = -2.0 * a - 400.0 * x * b;
    g->b = 200.0 * b;
    return a * a + 100.0 * b * b;
}

INLINE Few rosenbrock_hessian(double x, double y, const double *p) {
    double b = y - x * x;
    return (Few){2.0 - 400.0 * b + 800.0 * x * x, -400.0 * x, 200.0};
}

INLINE double himmelblau(double x, double y, const double *p, Few *g) {
    double a = x * x + y - 11.0, b = x + y * y - 7.0;
    g->a = 4.0 * x * a + 2.0 * b;
    g->b = 2.0 * a + 4.0 * y * b;
    return a * a + b * b;
}

INLINE Few himmelblau_hessian(double x, double y, const double *p) {
    double a = x * x + y - 11.0, b = x + y * y - 7.0;
    return (Few){4.0 * a + 8.0 * x * x + 2.0, 4.0 * x + 4.0 * y, 4.0 * b + 8.0 * y * y + 2.0};
}

INLINE double beale(double x, double y, const double *p, Few *g) {
    double y2 = y * y, y3 = y * y * y;
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y2, c = 2.625 - x + x * y3;
    g->a = 2.0 * (a * (y - 1.0) + b * (y2 - 1.0) + c * (y3 - 1.0));
    g->b = 2.0 * x * (a + 2.0 * b * y + 3.0 * c * y2);
    return a * a + b * b + c * c;
}

INLINE Few beale_hessian(double x, double y, const double *p) {
    double y2 = y * y, y3 = y * y * y;
    double a = 1.5 - x + x * y, b = 2.25 - x + x * y2, c = 2.625 - x + x * y3;
    double a_x = y - 1.0, b_x = y2 - 1.0, c_x = y3 - 1.0;
    double a_y = x, b_y = 2.0 * x * y, c_y = 3.0 * x * y2;
    return (Few){
        2.0 * (a_x * a_x + b_x * b_x + c_x * c_x),
        2.0 * (a_x * a_y + b_x * b_y + c_x * c_y + a + 2.0 * b * y + 3.0 * c * y2),
        2.0 * (a_y * a_y + b_y * b_y + c_y * c_y + 2.0 * b * x + 6.0 * c * x * y),
    };
}

INLINE double rastrigin(double x, double y, const double *p, Few *g) {
    double u = 2.0 * M_PI * x, v = 2.0 * M_PI * y;
    g->a = 2.0 * x + 20.0 * M_PI * sin(u);
    g->b = 2.0 * y + 20.0 * M_PI * sin(v);
    return 20.0 + x * x + y * y - 10.0 * (cos(u) + cos(v));
}

INLINE Few rastrigin_hessian(double x, double y, const double *p) {
    double u = 2.0 * M_PI * x, v = 2.0 * M_PI * y, bend = 40.0 * M_PI * M_PI;
    return (Few){2.0 + bend * cos(u), 0.0, 2.0 + bend * cos(v)};
}

INLINE double well(double x, double y, double depth, double at) {
    return depth * exp(-5.0 * ((x - at) * (x - at) + y * y));
}

INLINE double two_wells(double x, double y, const double *p, Few *g) {
    double right = well(x, y, 2.0, 1.0), left = well(x, y, 3.0, -1.0);
    g->a = 2.0 * x + 10.0 * ((x - 1.0) * right + (x + 1.0) * left);
    g->b = 2.0 * y + 10.0 * y * (right + left);
    return x * x + y * y - right - left;
}

INLINE Few two_wells_hessian(double x, double y, const double *p) {
    double right = well(x, y, 2.0, 1.0), left = well(x, y, 3.0, -1.0);
    double both = 2.0 + 10.0 * (right + left);
    return (Few){
        both - 100.0 * ((x - 1.0) * (x - 1.0) * right + (x + 1.0) * (x + 1.0) * left),
        -100.0 * y * ((x - 1.0) * right + (x + 1.0) * left),
        both - 100.0 * y * y * (right + left),
    };
}
