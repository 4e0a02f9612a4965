"""Inverse square root of the epoch: α_t = α0·c/√k."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.schedules._shared import COURSE, C
from tuiopt_kernels.spec import Floats, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    (c,) = hyper
    return alpha0 * c / np.sqrt(k)


SPEC = Schedule(
    name="inverse-sqrt",
    title="Inverse square root of the epoch",
    rate=rate,
    equation="α_t = α0·c/√k, k the epoch",
    expression="alpha0*c/sqrt(k)",
    source=COURSE,
    hyper=(C,),
)
