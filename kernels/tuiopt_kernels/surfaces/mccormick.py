"""McCormick's function: a slanted valley that waves, with a second minimum behind a saddle."""

from __future__ import annotations

from math import cos, sin

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    d = x - y
    return sin(x + y) + d * d + (1.0 - 1.5 * x) + 2.5 * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    wave, across = cos(x + y), 2.0 * (x - y)
    return wave + across - 1.5, wave - across + 2.5


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    wave = sin(x + y)
    return 2.0 - wave, -2.0 - wave, 2.0 - wave


SPEC = Surface(
    name="mccormick",
    title="McCormick",
    formula="sin(x+y) + (x−y)² − 1.5x + 2.5y + 1",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-1.5, 4.0), (-3.0, 4.0)),
    start=(3.0, 3.0),
    minima=(
        Minimum(-0.5471975511965977, -1.5471975511965979),
        Minimum(2.5943951023931957, 1.5943951023931955, is_global=False),
    ),
    saddles=((1.5471975511965979, 0.5471975511965977),),
    source="McCormick's function; in Lootsma (ed.), Numerical methods for non-linear "
    "optimization, 1972",
    notes=("Along the valley f falls without end: outside the domain lie lower minima.",),
)
