"""A curved valley: Rosenbrock's with y stretched, and walls that are less steep."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    a = 1.0 - x
    b = 3.0 * y - x * x
    return a * a + 20.0 * b * b


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = 1.0 - x
    b = 3.0 * y - x * x
    return -2.0 * a - 80.0 * x * b, 120.0 * b


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    b = 3.0 * y - x * x
    return 2.0 - 80.0 * b + 160.0 * x * x, -240.0 * x, 360.0


SPEC = Surface(
    name="curved-valley",
    title="Curved valley",
    formula="(1−x)² + 20(3y−x²)²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-0.3, 1.1)),
    start=(-1.21, 0.853),
    minima=(Minimum(1.0, 1.0 / 3.0),),
    source="made for this project, after Rosenbrock's function",
)
