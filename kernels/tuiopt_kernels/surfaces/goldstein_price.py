"""Goldstein and Price's function: four minima among walls of a million."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface

# The standard form is a product A(s) · B(q) of the slanted coordinates s = x + y, q = 2x − 3y:
# 19−14x+3x²−14y+6xy+3y² = 19−14s+3s², 18−32x+12x²+48y−36xy+27y² = 18−16q+3q².


def a(s: float) -> float:
    return 1.0 + (s + 1.0) * (s + 1.0) * (19.0 + s * (3.0 * s - 14.0))


def a_slope(s: float) -> float:
    return 12.0 * (s + 1.0) * (s - 1.0) * (s - 2.0)


def a_bend(s: float) -> float:
    return 12.0 * (s * (3.0 * s - 4.0) - 1.0)


def b(q: float) -> float:
    return 30.0 + q * q * (18.0 + q * (3.0 * q - 16.0))


def b_slope(q: float) -> float:
    return 12.0 * q * (q - 1.0) * (q - 3.0)


def b_bend(q: float) -> float:
    return 12.0 * (q * (3.0 * q - 8.0) + 3.0)


def value(x: float, y: float, params: Floats) -> float:
    return a(x + y) * b(2.0 * x - 3.0 * y)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    s, q = x + y, 2.0 * x - 3.0 * y
    along_s, along_q = a_slope(s) * b(q), a(s) * b_slope(q)
    return along_s + 2.0 * along_q, along_s - 3.0 * along_q


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    s, q = x + y, 2.0 * x - 3.0 * y
    ss, sq, qq = a_bend(s) * b(q), a_slope(s) * b_slope(q), a(s) * b_bend(q)
    return ss + 4.0 * sq + 4.0 * qq, ss - sq - 6.0 * qq, ss - 6.0 * sq + 9.0 * qq


SPEC = Surface(
    name="goldstein-price",
    title="Goldstein–Price",
    formula="(1+(x+y+1)²(19−14x+3x²−14y+6xy+3y²)) · (30+(2x−3y)²(18−32x+12x²+48y−36xy+27y²))",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.2, 0.8),
    minima=(
        Minimum(0.0, -1.0),
        Minimum(-0.6, -0.4, is_global=False),
        Minimum(1.8, 0.2, is_global=False),
        Minimum(1.2, 0.8, is_global=False),
    ),
    saddles=((0.6, 0.4), (1.2, -0.2), (-0.4, -0.6), (1.4, 0.6)),
    source="Goldstein and Price, On descent from local minima, Mathematics of Computation 25, 1971",
)
