"""The drivers in the interpreter: there at once, slow, and the same bits as the compiled ones."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from operator import truediv
from types import FunctionType

import numpy as np

from tuiopt_kernels import drivers
from tuiopt_kernels.bind import bind
from tuiopt_kernels.spec import Optimizer, Surface


def _ieee(
    function: Callable[..., float], overflow: float = math.inf, outside: float = math.nan
) -> Callable[..., float]:
    """A function of `math` that answers as IEEE 754 does where Python's raises."""

    def safe(*arguments: float) -> float:
        try:
            return function(*arguments)
        except OverflowError:
            return overflow
        except ValueError:
            return outside

    return functools.wraps(function)(safe)


def _log(x: float) -> float:
    return math.log(x) if x > 0.0 else -math.inf if x == 0.0 else math.nan


def _sinh(x: float) -> float:
    return _SINH(x) if x >= 0.0 else -_SINH(-x)


def _quotient(a: float, b: float) -> float:
    if b != 0.0:
        return a / b
    if a == 0.0 or math.isnan(a) or math.isnan(b):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except (OverflowError, ValueError):
        if base < 0.0 and not exponent.is_integer():
            return math.nan
        odd = exponent % 2.0 == 1.0
        return math.copysign(math.inf, base) if odd else math.inf


_SINH = _ieee(math.sinh)

IEEE = {
    math.sqrt: _ieee(math.sqrt),
    math.exp: _ieee(math.exp),
    math.log: _log,
    math.sin: _ieee(math.sin),
    math.cos: _ieee(math.cos),
    math.tan: _ieee(math.tan),
    math.sinh: _sinh,
    math.cosh: _ieee(math.cosh),
    math.pow: _power,
    truediv: _quotient,
}
"""What stands for the functions that raise: a run that overflows diverges instead."""


@functools.lru_cache(maxsize=64)
def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
    """The trajectory driver for a pair, uncompiled: about 5 µs a step."""
    loop = bind(drivers.trajectory, names(optimizer, surface), replace=IEEE)

    def quiet(*arguments: object) -> int:
        # NumPy's scalars overflow to infinity as the kernels do, but would say so.
        with np.errstate(all="ignore"):
            steps: int = loop(*arguments)
            return steps

    return quiet


def names(optimizer: Optimizer, surface: Surface) -> dict[str, object]:
    """What the trajectory driver needs bound for a pair."""
    carried, slots = (0.0,) * len(optimizer.carried), (0.0,) * len(optimizer.slots)
    params, hyper = (0.0,) * len(surface.params), (0.0,) * len(optimizer.hyper)
    return {
        "value": surface.value,
        "gradient": surface.gradient,
        "rule": optimizer.rule,
        "clock": optimizer.clock,
        "STATE": (0.0, 0.0, 0.0, carried, slots, slots),
        "SETTINGS": (0.0, (0.0, 0.0, 0.0, 0.0), params, hyper),
    }
