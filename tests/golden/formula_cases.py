"""The surfaces once more, as a person would write them into a scenario."""

from __future__ import annotations

FORMULAS = {
    "ravine": "x**2/20 + y**2",
    "bowl": "x**2 + y**2",
    "saddle": "x**2 - y**2",
    "monkey-saddle": "x**3 - 3*x*y**2",
    "rosenbrock": "(1 - x)**2 + 100*(y - x**2)**2",
    "himmelblau": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "beale": "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
    "booth": "(x + 2*y - 7)**2 + (2*x + y - 5)**2",
    "matyas": "0.26*(x**2 + y**2) - 0.48*x*y",
    "three-hump-camel": "2*x**2 - 1.05*x**4 + x**6/6 + x*y + y**2",
    "six-hump-camel": "(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (4*y**2 - 4)*y**2",
    "styblinski-tang": "(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2",
    "rastrigin": "20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
    "ackley": "-20*exp(-0.2*sqrt((x**2 + y**2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
    "griewank": "1 + (x**2 + y**2)/4000 - cos(x)*cos(y/sqrt(2))",
    "levy": "sin(pi*(1 + (x-1)/4))**2 + ((x-1)/4)**2*(1 + 10*sin(pi*(1 + (x-1)/4) + 1)**2)"
    " + ((y-1)/4)**2*(1 + sin(2*pi*(1 + (y-1)/4))**2)",
    "easom": "-cos(x)*cos(y)*exp(-(x-pi)**2 - (y-pi)**2)",
    "goldstein-price": "(1 + (x+y+1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
    "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))",
    "mccormick": "sin(x + y) + (x - y)**2 - 1.5*x + 2.5*y + 1",
    "branin": "(y - 5.1*x**2/(4*pi**2) + 5*x/pi - 6)**2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    "two-wells": "x**2 + y**2 - 2*exp(-((x-1)**2 + y**2)/0.2) - 3*exp(-((x+1)**2 + y**2)/0.2)",
    "curved-valley": "(1 - x)**2 + 20*(3*y - x**2)**2",
    "sharp-flat": "1 - 0.95*exp(-20*((x+1.5)**2 + y**2)) - exp(-0.5*((x-1.5)**2 + y**2))"
    " + 0.01*(x**2 + y**2)",
    "cliff": "10/(1 + exp(x/0.05)) + 0.05*(x-2)**2 + 0.05*y**2",
}
