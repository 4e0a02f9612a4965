"""Easom's function: one narrow hole in a plain without a slope to follow."""

from __future__ import annotations

from math import cos, exp, pi, sin

from tuiopt_kernels.spec import Floats, Minimum, Surface

# f = −k(u − π) · k(v − π) with k(d) = cos d · exp(−d²): the signs of the shifted cosines cancel.


def hole(d: float) -> float:
    """k"""
    return cos(d) * exp(-d * d)


def slope(d: float) -> float:
    """k'"""
    return -(sin(d) + 2.0 * d * cos(d)) * exp(-d * d)


def bend(d: float) -> float:
    """k''"""
    return ((4.0 * d * d - 3.0) * cos(d) + 4.0 * d * sin(d)) * exp(-d * d)


def value(x: float, y: float, params: Floats) -> float:
    return -hole(x - pi) * hole(y - pi)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a, b = x - pi, y - pi
    return -slope(a) * hole(b), -hole(a) * slope(b)


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    a, b = x - pi, y - pi
    return -bend(a) * hole(b), -slope(a) * slope(b), -hole(a) * bend(b)


SPEC = Surface(
    name="easom",
    title="Easom",
    formula="−cos x cos y exp(−(x−π)²−(y−π)²)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((0.0, 2.0 * pi), (0.0, 2.0 * pi)),
    start=(1.2, 4.4),
    minima=(
        Minimum(pi, pi),
        Minimum(1.3049954504376675, 1.3049954504376675, is_global=False),
        Minimum(1.3049954504376675, 4.978189856741919, is_global=False),
        Minimum(4.978189856741919, 1.3049954504376675, is_global=False),
        Minimum(4.978189856741919, 4.978189856741919, is_global=False),
    ),
    saddles=(
        (0.5 * pi, 0.5 * pi),
        (0.5 * pi, 1.5 * pi),
        (1.5 * pi, 0.5 * pi),
        (1.5 * pi, 1.5 * pi),
    ),
    levels="linear",
    source="Easom, A survey of global optimization techniques, University of Louisville, 1990",
    notes=("Away from the hole the gradient is next to nothing: nothing shows the way to it.",),
)
