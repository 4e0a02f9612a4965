"""Booth's function: a quadratic bowl, tilted and nine times as steep across as along."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    a = x + (2.0 * y - 7.0)
    b = 2.0 * x + (y - 5.0)
    return a * a + b * b


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    a = x + (2.0 * y - 7.0)
    b = 2.0 * x + (y - 5.0)
    return 2.0 * a + 4.0 * b, 4.0 * a + 2.0 * b


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 10.0, 8.0, 10.0


SPEC = Surface(
    name="booth",
    title="Booth",
    formula="(x+2y−7)² + (2x+y−5)²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-8.0, 8.0),
    minima=(Minimum(1.0, 3.0),),
    source="Booth's function; in Jamil and Yang, A literature survey of benchmark functions for "
    "global optimisation problems, 2013",
    notes=("The axes of the ellipses are the diagonals; the condition number is 9.",),
)
