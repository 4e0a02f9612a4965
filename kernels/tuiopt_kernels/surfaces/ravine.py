"""A quadratic valley, `condition` times as curved across as along: x²/condition + y²."""

from __future__ import annotations

from tuiopt_kernels.spec import POSITIVE, Floats, Hyper, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    return x * x / params[0] + y * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 2.0 * x / params[0], 2.0 * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 2.0 / params[0], 0.0, 2.0


SPEC = Surface(
    name="ravine",
    title="Ravine",
    formula="x²/condition + y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-7.0, 2.0),
    minima=(Minimum(0.0, 0.0),),
    params=(
        Hyper("condition", "κ", 20.0, POSITIVE, "log", "curvature across the ravine over along"),
    ),
    source="the quadratic of the course; κ is the condition number of its Hessian",
)
