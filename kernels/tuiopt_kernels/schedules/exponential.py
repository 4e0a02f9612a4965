"""Exponential decay: α_t = α0·b^k."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.schedules._shared import COURSE, SHARE
from tuiopt_kernels.spec import Floats, Hyper, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (base,) = hyper
    return alpha0 * base**k


SPEC = Schedule(
    name="exponential",
    title="Exponential decay",
    rate=rate,
    equation="α_t = α0·b^k, k the epoch",
    expression="alpha0*base**k",
    source=COURSE,
    hyper=(Hyper("base", "b", 0.95, SHARE, "one-minus-log", "share left by an epoch"),),
)
