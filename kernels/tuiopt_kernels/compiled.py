"""Drivers as machine code, from plain scalar functions; the counterpart of `interpreted`.

A driver is bound to an optimizer and a surface, named by a digest of all that its machine code
depends on, and compiled once a machine, when it is first wanted. So no table of codes and no chain
of dispatch exists, a plug-in's function comes in like a built-in one, an edited rule recompiles
itself and nothing else, and a stale kernel cannot be met: it has another name.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from tuiopt_kernels import drivers, minibatches
from tuiopt_kernels.interpreted import descent_names, names, sweep_names
from tuiopt_kernels.machine import signatures
from tuiopt_kernels.machine.kernel import FOLDER as FOLDER
from tuiopt_kernels.machine.kernel import WARNING as WARNING
from tuiopt_kernels.machine.kernel import address, called, kernel
from tuiopt_kernels.network import check, evaluation, passes
from tuiopt_kernels.network import training as network_training
from tuiopt_kernels.regression_surface import RegressionSurface
from tuiopt_kernels.regressions import Regression
from tuiopt_kernels.spec import Optimizer, Surface

_lock = threading.Lock()

_ask: Callable[..., None] | None = None


def compile_elsewhere(ask: Callable[..., None]) -> None:
    """From now on another process may compile what the cache does not hold, before this one does.

    Parameters
    ----------
    ask : gets the name of a function of this module and its arguments, and waits until the other
        process has called it; raises nothing
    """
    global _ask
    _ask = ask


def _elsewhere(driver: Callable[..., Any], *arguments: Any) -> None:
    if _ask is not None:
        _ask(driver.__name__, *arguments)


def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory | minibatches.Descent:
    """The trajectory driver for a pair, or a regression's `descent`; compiled, or from the cache.

    Raises numba.core.errors.NumbaError where a function cannot be compiled.
    """
    if isinstance(surface, RegressionSurface):  # never cached: it has all its data
        return descent(optimizer, surface.mean_loss.regression)
    return _trajectory(optimizer, surface)


@functools.lru_cache(maxsize=256)
def _trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
    with _lock:
        loop: drivers.Trajectory = kernel(
            drivers.trajectory,
            signatures.TRAJECTORY,
            names(optimizer, surface),
            elsewhere=partial(_elsewhere, trajectory, optimizer, surface),
        )
        return loop


@functools.lru_cache(maxsize=256)
def descent(optimizer: Optimizer, regression: Regression) -> minibatches.Descent:
    """The mini-batch driver for a pair, as `trajectory` has it."""
    with _lock:
        loop: minibatches.Descent = kernel(
            minibatches.descent,
            signatures.DESCENT,
            descent_names(optimizer, regression),
            elsewhere=partial(_elsewhere, descent, optimizer, regression),
        )
        return loop


@functools.lru_cache(maxsize=64)
def training(optimizer: Optimizer) -> network_training.Training:
    """The driver of a network's mini-batches with an optimizer's rule, as `trajectory` has it."""
    with _lock:
        loop = _network(network_training.training, signatures.TRAINING, pointer=False)
        kernels = _forward(), _backward(), _sweep(optimizer)
        return network_training.bound(loop, *map(address, kernels))


def scores() -> evaluation.Scores:
    """What a network makes of samples at test time, as `trajectory` has it."""
    with _lock:
        return evaluation.bound(_forward())


def gradient_check() -> check.Checking:
    """The gradient check, as `trajectory` has it."""
    with _lock:
        return check.bound(_forward(), _backward())


# These are kept for good, and made under the lock, once: drivers have nothing but their addresses.


def _forward() -> Any:
    return _network(passes.forward, signatures.FORWARD)


def _backward() -> Any:
    return _network(passes.backward, signatures.BACKWARD)


@functools.cache
def _sweep(optimizer: Optimizer) -> Any:
    return kernel(
        network_training.sweep,
        signatures.SWEEP,
        sweep_names(optimizer),
        pointer=True,
        elsewhere=partial(_elsewhere, _sweep, optimizer),
    )


@functools.cache
def _network(template: Any, signature: Any, pointer: bool = True) -> Any:
    """A driver over arrays that it does not outlive."""
    return kernel(
        template,
        signature,
        {},
        wrap=called,
        pointer=pointer,
        counted=False,
        elsewhere=partial(_elsewhere, _network, template, signature, pointer),
    )
