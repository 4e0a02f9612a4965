"""The three-hump camel: a deep well in the middle, a shallower one on either side."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    xx = x * x
    return xx * (2.0 - xx * (1.05 - xx / 6.0)) + y * y + x * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    xx = x * x
    return x * (4.0 - xx * (4.2 - xx)) + y, x + 2.0 * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    xx = x * x
    return 4.0 - xx * (12.6 - 5.0 * xx), 1.0, 2.0


SPEC = Surface(
    name="three-hump-camel",
    title="Three-hump camel",
    formula="2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.5, 2.5), (-2.5, 2.5)),
    start=(-1.8, 1.5),
    minima=(
        Minimum(0.0, 0.0),
        Minimum(-1.7475523458302888, 0.8737761729151444, is_global=False),
        Minimum(1.7475523458302888, -0.8737761729151444, is_global=False),
    ),
    saddles=(
        (-1.07054229182366, 0.53527114591183),
        (1.07054229182366, -0.53527114591183),
    ),
    source="Branin, Widely convergent method for finding multiple solutions of simultaneous "
    "nonlinear equations, IBM Journal of Research and Development 16, 1972",
)
