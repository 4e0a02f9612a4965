"""Rosenbrock's banana: a flat valley along y = x², walls a hundred times as steep."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    a = 1.0 - x
    b = y - x * x
    return a * a + 100.0 * b * b


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = 1.0 - x
    b = y - x * x
    return -2.0 * a - 400.0 * x * b, 200.0 * b


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    b = y - x * x
    return 2.0 - 400.0 * b + 800.0 * x * x, -400.0 * x, 200.0


SPEC = Surface(
    name="rosenbrock",
    title="Rosenbrock",
    formula="(1−x)² + 100(y−x²)²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.5, 2.0),
    minima=(Minimum(1.0, 1.0),),
    source="Rosenbrock, An automatic method for finding the greatest or least value of a "
    "function, The Computer Journal 3, 1960",
)
