"""Inverse square root of the step: α_t = α0·c/√t."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.schedules._shared import COURSE, C
from tuiopt_kernels.spec import Floats, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    (c,) = hyper
    return alpha0 * c / np.sqrt(t)


SPEC = Schedule(
    name="inverse-sqrt-step",
    title="Inverse square root of the step",
    rate=rate,
    equation="α_t = α0·c/√t, t the step",
    expression="alpha0*c/sqrt(t)",
    source=COURSE,
    hyper=(C,),
)
