"""A bowl with a shallow well on the right and a deep one on the left."""

from __future__ import annotations

from math import exp

from tuiopt_kernels.spec import Floats, Minimum, Surface


def shallow(x: float, y: float) -> float:
    return 2.0 * exp(-5.0 * ((x - 1.0) * (x - 1.0) + y * y))


def deep(x: float, y: float) -> float:
    return 3.0 * exp(-5.0 * ((x + 1.0) * (x + 1.0) + y * y))


def value(x: float, y: float, params: Floats) -> float:
    return x * x + y * y - shallow(x, y) - deep(x, y)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    right = shallow(x, y)
    left = deep(x, y)
    return (
        2.0 * x + 10.0 * ((x - 1.0) * right + (x + 1.0) * left),
        2.0 * y + 10.0 * y * (right + left),
    )


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    right = shallow(x, y)
    left = deep(x, y)
    both = 2.0 + 10.0 * (right + left)
    return (
        both - 100.0 * ((x - 1.0) * (x - 1.0) * right + (x + 1.0) * (x + 1.0) * left),
        -100.0 * y * ((x - 1.0) * right + (x + 1.0) * left),
        both - 100.0 * y * y * (right + left),
    )


SPEC = Surface(
    name="two-wells",
    title="Two wells",
    formula="x² + y² − 2exp(−((x−1)²+y²)/0.2) − 3exp(−((x+1)²+y²)/0.2)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(0.3, 1.2),
    minima=(
        Minimum(-0.9363006340109187, 0.0),
        Minimum(0.905317899160115, 0.0, is_global=False),
    ),
    saddles=((0.06860243670809657, 0.0),),
    levels="linear",
    source="made for this project",
)
