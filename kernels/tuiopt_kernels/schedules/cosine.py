"""Cosine annealing: α_t = α0·(1 + cos(π·(t−1)/T))/2."""

from __future__ import annotations

import math

from tuiopt_kernels.data import Array
from tuiopt_kernels.spec import Floats, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    return alpha0 * (1.0 + np.cos(math.pi * (t - 1.0) / steps)) / 2.0


SPEC = Schedule(
    name="cosine",
    title="Cosine annealing",
    rate=rate,
    equation="α_t = α0·(1 + cos(π·(t−1)/T))/2, t the step of T",
    expression="alpha0*(1 + cos(pi*(t - 1)/T))/2",
    source="Loshchilov, Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, "
    "2017, without restarts",
)
