"""Matyas' function: a shallow ravine along the diagonal, 25 times as steep across."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    return 0.26 * (x * x + y * y) - 0.48 * x * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 0.52, -0.48, 0.52


SPEC = Surface(
    name="matyas",
    title="Matyas",
    formula="0.26(x²+y²) − 0.48xy",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(8.0, -6.0),
    minima=(Minimum(0.0, 0.0),),
    source="Matyas, Random optimization, Automation and Remote Control 26, 1965; in Jamil and "
    "Yang, A literature survey of benchmark functions for global optimisation problems, 2013",
    notes=("The valley runs along a diagonal, where rules that scale x and y gain little.",),
)
