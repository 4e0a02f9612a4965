"""The drivers in the interpreter: there at once, slow, and the same bits as the compiled ones."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tuiopt_kernels import drivers, minibatches
from tuiopt_kernels.bind import bind
from tuiopt_kernels.regression_surface import RegressionSurface
from tuiopt_kernels.regressions import Regression
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
}
"""What stands for the functions of `math` that raise: a run that overflows diverges instead."""


@functools.lru_cache(maxsize=64)
def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory | minibatches.Descent:
    """The trajectory driver for a pair, uncompiled: about 5 µs a step; a regression's `descent`."""
    if isinstance(surface, RegressionSurface):
        return descent(optimizer, surface.mean_loss.regression)
    loop = bind(drivers.trajectory, names(optimizer, surface), replace=IEEE)

    def quiet(*arguments: object) -> int:
        # NumPy's scalars overflow to infinity as the kernels do, but would say so.
        with np.errstate(all="ignore"):
            steps: int = loop(*arguments)
            return steps

    return quiet


@functools.lru_cache(maxsize=64)
def descent(optimizer: Optimizer, regression: Regression) -> minibatches.Descent:
    """The mini-batch driver for a pair, uncompiled: about 0.3 µs a sample."""
    loop = bind(minibatches.descent, descent_names(optimizer, regression), replace=IEEE)

    def quiet(*arguments: Any) -> int:
        *numbers, inputs, targets, order, batch_size = arguments
        with np.errstate(all="ignore"):
            # The samples as lists, whose elements are Python's own numbers.
            samples = inputs.tolist(), targets.tolist(), order.tolist()
            steps: int = loop(*numbers, *samples, batch_size)
            return steps

    return quiet


def descent_names(optimizer: Optimizer, regression: Regression) -> dict[str, object]:
    """What the mini-batch driver needs bound for a pair."""
    carried, slots = (0.0,) * len(optimizer.carried), (0.0,) * len(optimizer.slots)
    return {
        "loss": regression.loss,
        "slope": regression.slope,
        "rule": optimizer.rule,
        "clock": optimizer.clock,
        "STATE": (0.0, 0.0, 0.0, carried, slots, slots),
        "SETTINGS": (0.0, (0.0, 0.0, 0.0, 0.0), (), (0.0,) * len(optimizer.hyper)),
    }


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
