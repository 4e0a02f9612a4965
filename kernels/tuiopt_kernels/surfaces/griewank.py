"""Griewank's function: a very wide bowl under waves that hide it."""

from __future__ import annotations

from math import cos, sin, sqrt

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    return (1.0 + x * x / 4000.0) + y * y / 4000.0 - cos(x) * cos(y / sqrt(2.0))


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    v = y / sqrt(2.0)
    return x / 2000.0 + sin(x) * cos(v), y / 2000.0 + cos(x) * (sin(v) / sqrt(2.0))


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    v = y / sqrt(2.0)
    waves = cos(x) * cos(v)
    return 0.0005 + waves, -sin(x) * (sin(v) / sqrt(2.0)), 0.0005 + 0.5 * waves


SPEC = Surface(
    name="griewank",
    title="Griewank",
    formula="1 + (x²+y²)/4000 − cos x · cos(y/√2)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(7.0, -5.0),
    minima=(Minimum(0.0, 0.0),),
    levels="linear",
    source="Griewank, Generalized descent for global optimization, Journal of Optimization Theory "
    "and Applications 34, 1981, in two dimensions",
    notes=(
        "The other minima are almost as deep, and too many to be listed: without the waves f rises "
        "by no more than 0.05 over the whole domain.",
    ),
)
