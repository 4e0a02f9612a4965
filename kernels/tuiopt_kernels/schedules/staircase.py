"""Staircase: α_t = α0·q^⌊(k−1)/n⌋."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.schedules._shared import COURSE, SHARE
from tuiopt_kernels.spec import Floats, Hyper, Interval, Schedule


def rate(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    import numpy as np

    factor, every = hyper
    return alpha0 * factor ** np.floor((k - 1.0) / every)


SPEC = Schedule(
    name="staircase",
    title="Staircase",
    rate=rate,
    equation="α_t = α0·q^⌊(k−1)/n⌋, k the epoch",
    expression="alpha0*factor**floor((k - 1)/every)",
    source=COURSE,
    hyper=(
        Hyper("factor", "q", 0.5, SHARE, "linear", "share left by a stair"),
        Hyper(
            "every",
            "n",
            10.0,
            Interval(low=1.0),
            "log",
            "epochs from stair to stair",
            whole=True,
        ),
    ),
)
