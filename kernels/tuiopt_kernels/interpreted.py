"""The drivers in the interpreter: there at once, slow, and the same bits as the compiled ones."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from tuiopt_kernels import drivers, minibatches
from tuiopt_kernels.bind import bind
from tuiopt_kernels.ieee import IEEE
from tuiopt_kernels.network import check, evaluation, passes
from tuiopt_kernels.network import training as network_training
from tuiopt_kernels.regression_surface import RegressionSurface
from tuiopt_kernels.regressions import Regression
from tuiopt_kernels.spec import Optimizer, Surface


def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory | minibatches.Descent:
    """The trajectory driver for a pair, uncompiled: about 5 µs a step; a regression's `descent`."""
    if isinstance(surface, RegressionSurface):  # never cached: it has all its data
        return descent(optimizer, surface.mean_loss.regression)
    return _trajectory(optimizer, surface)


@functools.lru_cache(maxsize=64)
def _trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
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


@functools.lru_cache(maxsize=64)
def training(optimizer: Optimizer) -> network_training.Training:
    """The driver of a network's mini-batches with an optimizer's rule, uncompiled."""
    sweep = bind(network_training.sweep, sweep_names(optimizer), replace=IEEE)
    loop = _quiet(network_training.training)
    return network_training.bound(loop, *_passes(), sweep)


def scores() -> evaluation.Scores:
    """What a network makes of samples at test time, uncompiled."""
    return evaluation.bound(_passes()[0])


def gradient_check() -> check.Checking:
    """The gradient check, uncompiled."""
    return check.bound(*_passes())


def _passes() -> tuple[passes.Forward, passes.Backward]:
    return _quiet(passes.forward), _quiet(passes.backward)


def _quiet(template: Callable[..., Any]) -> Callable[..., Any]:
    loop = bind(template, {}, replace=IEEE)

    def quiet(*arguments: Any) -> Any:
        with np.errstate(all="ignore"):
            return loop(*arguments)

    return quiet


def sweep_names(optimizer: Optimizer) -> dict[str, object]:
    """What a sweep over a network's parameters needs bound. Raises ValueError for a rule that
    couples two coordinates.
    """
    if optimizer.solve is not None:
        raise ValueError(f"{optimizer.name} needs a Hessian, which a network does not have")
    carried, hyper = (0.0,) * len(optimizer.carried), (0.0,) * len(optimizer.hyper)
    return {
        "rule": optimizer.rule,
        "clock": optimizer.clock,
        "STATE": (0.0, carried, hyper),
        "SLOTS": (0.0,) * len(optimizer.slots),
    }


def names(optimizer: Optimizer, surface: Surface) -> dict[str, object]:
    """What the trajectory driver needs bound for a pair."""
    functions = {"value": surface.value, "gradient": surface.gradient}
    return _names(optimizer, functions, {"hessian": surface.hessian}, len(surface.params))


def descent_names(optimizer: Optimizer, regression: Regression) -> dict[str, object]:
    """What the mini-batch driver needs bound for a pair."""
    functions = {"loss": regression.loss, "slope": regression.slope}
    return _names(optimizer, functions, {"curvature": regression.curvature}, 0)


def _names(
    optimizer: Optimizer, functions: dict[str, Any], second: dict[str, Any], params: int
) -> dict[str, object]:
    """The functions, `second` of them only where the rule couples the coordinates, and shapes."""
    carried, slots = (0.0,) * len(optimizer.carried), (0.0,) * len(optimizer.slots)
    shapes = (0.0,) * params, (0.0,) * len(optimizer.hyper)
    solved = {"COUPLED": True, "solve": optimizer.solve, **second}
    return {
        **functions,
        **(solved if optimizer.solve else {}),
        "rule": optimizer.rule,
        "clock": optimizer.clock,
        "STATE": (0.0, 0.0, 0.0, carried, slots, slots),
        "SETTINGS": (0.0, (0.0, 0.0, 0.0, 0.0), *shapes),
    }
