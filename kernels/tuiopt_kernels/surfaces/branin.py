"""Branin's function: three minima of the same depth along a bent valley."""

from __future__ import annotations

from math import cos, pi, sin

from tuiopt_kernels.spec import Floats, Minimum, Surface

BEND = 5.1 / (4.0 * pi * pi)
TILT = 5.0 / pi
WAVE = 10.0 * (1.0 - 1.0 / (8.0 * pi))


def off(x: float, y: float) -> float:
    """How far y is above the valley's floor."""
    return y + (x * (TILT - BEND * x) - 6.0)


def value(x: float, y: float, params: Floats) -> float:
    a = off(x, y)
    return a * a + (WAVE * cos(x) + 10.0)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = off(x, y)
    return 2.0 * a * (TILT - 2.0 * BEND * x) - WAVE * sin(x), 2.0 * a


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    a = off(x, y)
    a_x = TILT - 2.0 * BEND * x
    return 2.0 * a_x * a_x - 4.0 * BEND * a - WAVE * cos(x), 2.0 * a_x, 2.0


SPEC = Surface(
    name="branin",
    title="Branin",
    formula="(y − 5.1x²/4π² + 5x/π − 6)² + 10(1 − 1/8π)cos x + 10",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 10.0), (0.0, 15.0)),
    start=(-2.0, 3.0),
    minima=(Minimum(-pi, 12.275), Minimum(pi, 2.275), Minimum(3.0 * pi, 2.475)),
    saddles=((0.0, 6.0), (2.0 * pi, 1.1)),
    source="Branin, Widely convergent method for finding multiple solutions of simultaneous "
    "nonlinear equations, IBM Journal of Research and Development 16, 1972",
    notes=("The three minima are equally deep, f = 5/4π = 0.3979.",),
)
