"""A saddle with three ways down, for two legs and a tail: x³ − 3xy²."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Surface


def value(x: float, y: float, params: Floats) -> float:
    return x * (x * x - 3.0 * (y * y))


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 3.0 * (x * x - y * y), -6.0 * x * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 6.0 * x, -6.0 * y, -6.0 * x


SPEC = Surface(
    name="monkey-saddle",
    title="Monkey saddle",
    formula="x³ − 3xy²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(1.2, 0.6),
    saddles=((0.0, 0.0),),
    levels="linear",
    source="the classical monkey saddle: Hilbert and Cohn-Vossen, Anschauliche Geometrie, 1932",
    notes=(
        "The saddle is degenerate: its Hessian is 0, so curvature tells no way down.",
        "f has no minimum: a run that leaves the saddle goes down until it diverges.",
    ),
)
