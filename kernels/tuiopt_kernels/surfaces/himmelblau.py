"""Himmelblau's function: four minima of the same depth around a hill."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    a = x * x + y - 11.0
    b = x + y * y - 7.0
    return a * a + b * b


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = x * x + y - 11.0
    b = x + y * y - 7.0
    return 4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    a = x * x + y - 11.0
    b = x + y * y - 7.0
    return 4.0 * a + 8.0 * x * x + 2.0, 4.0 * x + 4.0 * y, 4.0 * b + 8.0 * y * y + 2.0


SPEC = Surface(
    name="himmelblau",
    title="Himmelblau",
    formula="(x²+y−11)² + (x+y²−7)²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(0.0, 0.0),
    minima=(
        Minimum(3.0, 2.0),
        Minimum(-2.805118086952745, 3.131312518250573),
        Minimum(-3.779310253377747, -3.2831859912861696),
        Minimum(3.5844283403304917, -1.8481265269644036),
    ),
    saddles=(
        (3.385154183607021, 0.07385187983774928),
        (0.08667750455539636, 2.884254701174776),
        (-3.0730257507643897, -0.08135304428796751),
        (-0.12796134673068008, -1.9537149802445763),
    ),
    source="Himmelblau, Applied nonlinear programming, 1972",
)
