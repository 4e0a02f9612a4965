"""Feeds given gradients to a rule, in plain Python, without a surface or a driver."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer

Array = npt.NDArray[np.float64]


def corrects(optimizer: Optimizer, settings: Mapping[str, float]) -> bool:
    """Whether a run with these settings corrects for the start at zero."""
    return bool(settings.get("bias_correction", optimizer.bias_correction))


def complete(optimizer: Optimizer, settings: Mapping[str, float]) -> dict[str, float]:
    """The settings with the defaults of all hyperparameters that they leave out."""
    unknown = settings.keys() - {h.name for h in optimizer.hyperparameters} - {"bias_correction"}
    assert not unknown, unknown
    return {h.name: settings.get(h.name, h.default) for h in optimizer.hyperparameters}


def feed(
    name: str, settings: Mapping[str, float], gradients: Array, start: tuple[float, float]
) -> dict[str, Array]:
    """All that a step makes, by name: (steps + 1, 2), row t after step t.

    That is x, every slot, what is clocked, everything shown, and g with L2.

    `settings` are as in a scenario file; what is left out has its default. Row 0 is the start, and
    NaN for what has no value there.
    """
    optimizer = OPTIMIZERS[name]
    numbers = complete(optimizer, settings)
    hyper = tuple(numbers[h.name] for h in optimizer.hyper)
    alpha, l2 = numbers["learning_rate"], numbers["l2"]
    carried = optimizer.first_carried(corrects(optimizer, settings))
    clocked = len(optimizer.clocked)

    columns = ("x", "g", *optimizer.slots, *optimizer.clocked, *optimizer.shown)
    rows = np.full((len(gradients) + 1, 2, len(columns)), np.nan)
    slots = [optimizer.first_slots(alpha)] * 2
    x = list(start)
    for axis in (0, 1):
        rows[0, axis, 0] = x[axis]
        state = (*slots[axis], *carried[:clocked])
        rows[0, axis, 2 : 2 + len(state)] = state
    for t, gradient in enumerate(gradients.tolist(), 1):
        carried, k = optimizer.clock(float(t), hyper, carried)
        for axis in (0, 1):
            g = gradient[axis] + l2 * x[axis]
            update, slots[axis], shown = optimizer.rule(g, x[axis], alpha, hyper, k, slots[axis])
            x[axis] += update
            rows[t, axis] = (x[axis], g, *slots[axis], *carried[:clocked], *shown)
    return {column: rows[:, :, i] for i, column in enumerate(columns)}
