"""Beale's function: a narrow curved valley between plateaus and steep corners."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    a = 1.5 - x + x * y
    b = 2.25 - x + x * (y * y)
    c = 2.625 - x + x * (y * y * y)
    return a * a + b * b + c * c


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = 1.5 - x + x * y
    b = 2.25 - x + x * (y * y)
    c = 2.625 - x + x * (y * y * y)
    return (
        2.0 * (a * (y - 1.0) + b * (y * y - 1.0) + c * (y * y * y - 1.0)),
        2.0 * x * (a + 2.0 * b * y + 3.0 * c * (y * y)),
    )


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    a = 1.5 - x + x * y
    b = 2.25 - x + x * (y * y)
    c = 2.625 - x + x * (y * y * y)
    # ∂a/∂x, ∂b/∂x, ∂c/∂x and ∂a/∂y, ∂b/∂y, ∂c/∂y
    a_x, b_x, c_x = y - 1.0, y * y - 1.0, y * y * y - 1.0
    a_y, b_y, c_y = x, 2.0 * x * y, 3.0 * x * (y * y)
    return (
        2.0 * (a_x * a_x + b_x * b_x + c_x * c_x),
        2.0 * (a_x * a_y + b_x * b_y + c_x * c_y + a + 2.0 * b * y + 3.0 * c * (y * y)),
        2.0 * (a_y * a_y + b_y * b_y + c_y * c_y + 2.0 * b * x + 6.0 * c * x * y),
    )


SPEC = Surface(
    name="beale",
    title="Beale",
    formula="(1.5−x+xy)² + (2.25−x+xy²)² + (2.625−x+xy³)²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.5),
    minima=(Minimum(3.0, 0.5),),
    saddles=((0.0, 1.0), (0.10053793732415836, -2.644513585023125)),
    source="Beale, On an iterative method for finding a local minimum of a function of more than "
    "one variable, Princeton University, Technical Report 25, 1958",
)
