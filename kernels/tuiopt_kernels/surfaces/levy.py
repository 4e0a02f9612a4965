"""Levy's function: a bowl under waves that grow with the distance from the minimum."""

from __future__ import annotations

from math import cos, pi, sin

from tuiopt_kernels.spec import Floats, Minimum, Surface

# With a = w − 1 and b = z − 1; whole turns and half ones under a square are left out, so that f
# and its gradient are exactly 0 at the minimum.


def value(x: float, y: float, params: Floats) -> float:
    a, b = (x - 1.0) / 4.0, (y - 1.0) / 4.0
    p, q, r = sin(pi * a), sin(pi * a + 1.0), sin(2.0 * pi * b)
    return p * p + a * a * (1.0 + 10.0 * q * q) + b * b * (1.0 + r * r)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a, b = (x - 1.0) / 4.0, (y - 1.0) / 4.0
    p, q, r = sin(pi * a), sin(pi * a + 1.0), sin(2.0 * pi * b)
    p_cos, q_cos, r_cos = cos(pi * a), cos(pi * a + 1.0), cos(2.0 * pi * b)
    return (
        0.5 * (pi * p * p_cos + a * (1.0 + 10.0 * q * q) + 10.0 * pi * a * a * q * q_cos),
        0.5 * (b * (1.0 + r * r) + 2.0 * pi * b * b * r * r_cos),
    )


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    a, b = (x - 1.0) / 4.0, (y - 1.0) / 4.0
    p, q, r = sin(pi * a), sin(pi * a + 1.0), sin(2.0 * pi * b)
    p_cos, q_cos, r_cos = cos(pi * a), cos(pi * a + 1.0), cos(2.0 * pi * b)
    # Half of ∂²f/∂a² and ∂²f/∂b²
    aa = (
        pi * pi * (p_cos * p_cos - p * p)
        + (1.0 + 10.0 * q * q)
        + 40.0 * pi * a * q * q_cos
        + 10.0 * pi * pi * a * a * (q_cos * q_cos - q * q)
    )
    bb = (1.0 + r * r) + 8.0 * pi * b * r * r_cos + 4.0 * pi * pi * b * b * (r_cos * r_cos - r * r)
    return aa / 8.0, 0.0, bb / 8.0


SPEC = Surface(
    name="levy",
    title="Levy",
    formula="sin²πw + (w−1)²(1+10sin²(πw+1)) + (z−1)²(1+sin²2πz), w = 1+(x−1)/4, z = 1+(y−1)/4",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-7.0, 6.0),
    minima=(Minimum(1.0, 1.0),),
    source="after Levy and Montalvo, The tunneling algorithm for the global minimization of "
    "functions, SIAM Journal on Scientific and Statistical Computing 6, 1985",
    notes=("The other minima are too many to be listed.",),
)
