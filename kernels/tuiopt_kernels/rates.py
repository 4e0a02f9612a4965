"""The learning rates that schedules give, on whole arrays."""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.spec import Floats, Schedule

BLOCK = 4096
"""Steps that are worked out at a time: what is in between then stays in the processor's cache."""


def rates(
    schedule: Schedule, alpha0: float, hyper: Floats, steps_per_epoch: int, steps: int
) -> Array:
    """(steps,) float64: α_t of the steps t = 1 ... T, T being `steps`."""
    alpha = np.empty(steps)
    for first in range(0, steps, BLOCK):
        part = alpha[first : first + BLOCK]
        t = np.arange(first + 1.0, first + len(part) + 1.0)
        k = 1.0 + np.floor((t - 1.0) / steps_per_epoch)
        with np.errstate(over="ignore", under="ignore"):
            part[:] = schedule.rate(alpha0, t, k, float(steps), hyper)
    return alpha
