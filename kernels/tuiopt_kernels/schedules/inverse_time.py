"""Inverse time decay: α_t = α0/(1 + r·k)."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.schedules._shared import COURSE
from tuiopt_kernels.spec import NOT_NEGATIVE, Floats, Hyper, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (decay_rate,) = hyper
    return alpha0 / (1.0 + decay_rate * k)


SPEC = Schedule(
    name="inverse-time",
    title="Inverse time decay",
    rate=rate,
    equation="α_t = α0/(1 + r·k), k the epoch",
    expression="alpha0/(1 + decay_rate*k)",
    source=COURSE,
    hyper=(Hyper("decay_rate", "r", 1.0, NOT_NEGATIVE, "log", "how soon α falls"),),
)
