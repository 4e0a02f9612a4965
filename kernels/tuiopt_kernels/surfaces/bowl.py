"""A round quadratic bowl, equally curved in every direction: x² + y²."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    return x * x + y * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 2.0 * x, 2.0 * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 2.0, 0.0, 2.0


SPEC = Surface(
    name="bowl",
    title="Bowl",
    formula="x² + y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    start=(-2.5, 1.5),
    minima=(Minimum(0.0, 0.0),),
    levels="linear",
    source="the sphere, F1 of De Jong, An analysis of the behavior of a class of genetic adaptive "
    "systems, 1975, in two dimensions",
)
