"""Constant: α_t = α0."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.spec import Floats, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    return np.full_like(t, alpha0)


SPEC = Schedule(
    name="constant",
    title="Constant",
    rate=rate,
    equation="α_t = α0",
    expression="alpha0",
    source="as without a schedule",
)
