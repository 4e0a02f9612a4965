"""The learning rates that schedules give, on whole arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.schedules import Schedule
from tuiopt_kernels.spec import Floats

Array = npt.NDArray[np.float64]

Rate = Callable[[float, Array, Array, float, Floats], Array]
"""`rate(alpha0, t, k, steps, hyper) -> α_t`; t, k and α_t are arrays of one length."""

BLOCK = 4096
"""Steps that are worked out at a time: what is in between then stays in the processor's cache."""


def rates(
    schedule: Schedule, alpha0: float, hyper: Floats, steps_per_epoch: int, steps: int
) -> Array:
    """(steps,) float64: α_t of the steps t = 1 ... T, T being `steps`."""
    rate = RATES[schedule.name]
    alpha = np.empty(steps)
    for first in range(0, steps, BLOCK):
        part = alpha[first : first + BLOCK]
        t = np.arange(first + 1.0, first + len(part) + 1.0)
        k = 1.0 + np.floor((t - 1.0) / steps_per_epoch)
        with np.errstate(over="ignore", under="ignore"):
            part[:] = rate(alpha0, t, k, float(steps), hyper)
    return alpha


def constant(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    return np.full_like(t, alpha0)


def inverse_time(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (decay_rate,) = hyper
    return alpha0 / (1.0 + decay_rate * k)


def exponential(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (base,) = hyper
    return alpha0 * base**k


def inverse_sqrt(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (c,) = hyper
    return alpha0 * c / np.sqrt(k)


def inverse_sqrt_step(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (c,) = hyper
    return alpha0 * c / np.sqrt(t)


def staircase(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    factor, every = hyper
    return alpha0 * factor ** np.floor((k - 1.0) / every)


def cosine(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    return alpha0 * (1.0 + np.cos(math.pi * (t - 1.0) / steps)) / 2.0


def warmup_cosine(alpha0: float, t: Array, k: Array, steps: float, hyper: Floats) -> Array:
    (warmup,) = hyper
    falling = alpha0 * (1.0 + np.cos(math.pi * (t - 1.0 - warmup) / (steps - warmup))) / 2.0
    return np.where(t <= warmup, alpha0 * t / max(warmup, 1.0), falling)


RATES: Mapping[str, Rate] = MappingProxyType(
    {
        "constant": constant,
        "inverse-time": inverse_time,
        "exponential": exponential,
        "inverse-sqrt": inverse_sqrt,
        "inverse-sqrt-step": inverse_sqrt_step,
        "staircase": staircase,
        "cosine": cosine,
        "warmup-cosine": warmup_cosine,
    }
)
"""By the names of the schedules."""
