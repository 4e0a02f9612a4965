"""A hyperbolic paraboloid: up along x, down along y for ever: x² − y²."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Surface


def value(x: float, y: float, params: Floats) -> float:
    return x * x - y * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 2.0 * x, -2.0 * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 2.0, 0.0, -2.0


SPEC = Surface(
    name="saddle",
    title="Saddle",
    formula="x² − y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.5, 0.001),
    saddles=((0.0, 0.0),),
    levels="linear",
    source="the classical saddle; why it matters: Dauphin et al., Identifying and attacking the "
    "saddle point problem in high-dimensional non-convex optimization, 2014",
    notes=("f has no minimum: a run that leaves the saddle goes down until it diverges.",),
)
