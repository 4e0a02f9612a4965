"""Ackley's function: a rippled plain around a funnel that ends in a sharp point."""

from __future__ import annotations

from math import cos, e, exp, pi, sin, sqrt

from tuiopt_kernels.spec import Floats, Minimum, Surface

TINY = 1e-150
"""Added to r where it divides: 0/0 is 0 then, and from r = 1e-134 on nothing changes."""


def radius(x: float, y: float) -> float:
    return sqrt(0.5 * (x * x + y * y))


def ripples(x: float, y: float) -> float:
    return exp(0.5 * (cos(2.0 * pi * x) + cos(2.0 * pi * y)))


def value(x: float, y: float, params: Floats) -> float:
    # In this order both parts are exactly 0 at 0.
    return 20.0 * (1.0 - exp(-0.2 * radius(x, y))) + (e - ripples(x, y))


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    r = radius(x, y)
    funnel = 2.0 * exp(-0.2 * r) / (r + TINY)
    waves = pi * ripples(x, y)
    return funnel * x + waves * sin(2.0 * pi * x), funnel * y + waves * sin(2.0 * pi * y)


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    r = radius(x, y)
    funnel = exp(-0.2 * r)
    u, v = x / (r + TINY), y / (r + TINY)
    bend = 1.0 / (r + TINY)
    waves = pi * pi * ripples(x, y)
    sin_x, sin_y = sin(2.0 * pi * x), sin(2.0 * pi * y)
    return (
        funnel * (v * v * bend - 0.2 * u * u) + waves * (2.0 * cos(2.0 * pi * x) - sin_x * sin_x),
        -funnel * (u * v * bend + 0.2 * u * v) - waves * sin_x * sin_y,
        funnel * (u * u * bend - 0.2 * v * v) + waves * (2.0 * cos(2.0 * pi * y) - sin_y * sin_y),
    )


SPEC = Surface(
    name="ackley",
    title="Ackley",
    formula="−20exp(−0.2√(½(x²+y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(3.0, -2.0),
    minima=(Minimum(0.0, 0.0, smooth=False),),
    levels="linear",
    source="Ackley, A connectionist machine for genetic hillclimbing, 1987, in two dimensions",
    notes=(
        "The minimum is the tip of a cone. There the gradient is taken as 0, and the Hessian as "
        "that of the ripples alone.",
        "The other minima lie near the points of whole numbers, too many to be listed.",
    ),
)
