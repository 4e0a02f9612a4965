"""Linear warm-up, then cosine annealing: α_t = α0·t/w for t ≤ w, then half a cosine."""

from __future__ import annotations

import math

from tuiopt_kernels.data import Array
from tuiopt_kernels.spec import NOT_NEGATIVE, Floats, Hyper, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    (warmup,) = hyper
    falling = alpha0 * (1.0 + np.cos(math.pi * (t - 1.0 - warmup) / (steps - warmup))) / 2.0
    return np.where(t <= warmup, alpha0 * t / max(warmup, 1.0), falling)


SPEC = Schedule(
    name="warmup-cosine",
    title="Linear warm-up, then cosine annealing",
    rate=rate,
    equation="α_t = α0·t/w for t ≤ w; then α0·(1 + cos(π·(t−1−w)/(T−w)))/2",
    expression="alpha0*t/warmup if warmup >= t else "
    "alpha0*(1 + cos(pi*(t - 1 - warmup)/(T - warmup)))/2",
    source="Goyal et al., Accurate, Large Minibatch SGD, 2017, for the warm-up; "
    "Loshchilov, Hutter 2017 for the cosine",
    hyper=(
        Hyper(
            "warmup",
            "w",
            0.0,
            NOT_NEGATIVE,
            "linear",
            "steps in which α rises to α0, fewer than T",
            whole=True,
        ),
    ),
    before_end=("warmup",),
)
