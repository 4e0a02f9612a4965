"""A sharp minimum on the left, a flat one on the right that is deeper and easier to find."""

from __future__ import annotations

from math import exp

from tuiopt_kernels.spec import Floats, Minimum, Surface


def sharp(x: float, y: float) -> float:
    return 0.95 * exp(-20.0 * ((x + 1.5) * (x + 1.5) + y * y))


def flat(x: float, y: float) -> float:
    return exp(-0.5 * ((x - 1.5) * (x - 1.5) + y * y))


def value(x: float, y: float, params: Floats) -> float:
    return 1.0 - sharp(x, y) - flat(x, y) + 0.01 * (x * x + y * y)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    left, right = sharp(x, y), flat(x, y)
    return (
        40.0 * (x + 1.5) * left + (x - 1.5) * right + 0.02 * x,
        y * (40.0 * left + right + 0.02),
    )


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    left, right = sharp(x, y), flat(x, y)
    both = 40.0 * left + right + 0.02
    return (
        both - 1600.0 * (x + 1.5) * (x + 1.5) * left - (x - 1.5) * (x - 1.5) * right,
        -y * (1600.0 * (x + 1.5) * left + (x - 1.5) * right),
        both - y * y * (1600.0 * left + right),
    )


SPEC = Surface(
    name="sharp-flat",
    title="Sharp and flat",
    formula="1 − 0.95exp(−20((x+1.5)²+y²)) − exp(−0.5((x−1.5)²+y²)) + 0.01(x²+y²)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    start=(-1.1, 1.0),
    minima=(
        Minimum(1.4705757501939412, 0.0),
        Minimum(-1.4983303737833416, 0.0, is_global=False),
    ),
    saddles=((-1.0007205042796807, 0.0),),
    levels="linear",
    source="made for this project; what it is about: Hochreiter and Schmidhuber, Flat minima, "
    "Neural Computation 9, 1997",
)
