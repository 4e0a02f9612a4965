"""Rastrigin's function: a bowl with a regular grid of some hundred local minima."""

from __future__ import annotations

from math import cos, pi, sin

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    ripples = cos(2.0 * pi * x) + cos(2.0 * pi * y)
    return 20.0 + x * x + y * y - 10.0 * ripples


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return (
        2.0 * x + 20.0 * pi * sin(2.0 * pi * x),
        2.0 * y + 20.0 * pi * sin(2.0 * pi * y),
    )


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return (
        2.0 + 40.0 * pi * pi * cos(2.0 * pi * x),
        0.0,
        2.0 + 40.0 * pi * pi * cos(2.0 * pi * y),
    )


SPEC = Surface(
    name="rastrigin",
    title="Rastrigin",
    formula="20 + x² − 10cos 2πx + y² − 10cos 2πy",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    start=(-3.3, 2.4),
    minima=(Minimum(0.0, 0.0),),
    levels="linear",
    source="Rastrigin, Systems of extremal control (in Russian), 1974, in two dimensions",
    notes=("The other minima lie near the points of whole numbers, too many to be listed.",),
)
