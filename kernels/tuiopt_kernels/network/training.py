"""The loop that runs a rule on a network's mini-batches, and one step of a rule on many numbers.

`sweep` is a template as `drivers.trajectory` is: whoever binds it puts an optimizer's `rule` and
`clock` in place. `training` gets it and the passes as arguments, so that each is compiled once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.drivers import STATE, clock, give, rule, take
from tuiopt_kernels.network.layout import FIRST, LABELS, LOSSES, ONES, SAMPLES, Table, workspace
from tuiopt_kernels.network.passes import SOUND, Backward, Forward, Masks
from tuiopt_kernels.network.rows import dot, inner
from tuiopt_kernels.spec import Floats

SLOTS: Floats = ()
"""As many numbers as a rule has slots."""

VALUES, GRADIENT, FIRST_SLOT = range(3)
"""Rows of a run's table of parameters; the slots are the last ones."""

BATCH_LOSS, NORM, FIRST_NORM = range(3)
"""Columns of the record: the mean cross-entropy before the update, the gradient's norm, then that
of every layer."""

Training = Callable[
    [Array, Array, Array, Table, Array, Table, Array, Table, Table, Array, Masks, Array, Array], int
]
"""The driver `training`, bound to an optimizer: it takes all from `state` to `out`."""


def take_column(array: Array, i: int, like: Floats) -> Any:
    """Column i of the rows of slots."""
    return tuple(array[FIRST_SLOT + row, i] for row in range(len(like)))


def give_column(array: Array, i: int, numbers: Floats) -> None:
    for row, number in enumerate(numbers):
        array[FIRST_SLOT + row, i] = number


def call(function: Callable[..., None], *arguments: Any) -> None:
    """Where it is compiled, a function is its address."""
    function(*arguments)


def sweep(state: Array, numbers: Array, moving: Table, alpha: float) -> None:
    """One step of a rule on every parameter that moves.

    Parameters
    ----------
    state : t (the steps already done), the clock's state, the optimizer's hyperparameters;
        modified in place
    numbers : (2 + slots, size), rows of values, gradients and each slot; modified in place
    moving : (k, 2), begin and end of the parameters that move
    alpha : the learning rate
    """
    t, carried, hyper = take(state, 0, STATE)
    t += 1.0
    carried, k = clock(t, hyper, carried)
    give(state, 0, (t, carried, hyper))
    for span in range(len(moving)):
        begin, end = moving[span, 0], moving[span, 1]
        x = numbers[VALUES][begin:end]
        g = numbers[GRADIENT][begin:end]
        for i in range(end - begin):
            slots = take_column(numbers, begin + i, SLOTS)
            update, slots, _ = rule(g[i], x[i], alpha, hyper, k, slots)
            x[i] = x[i] + update
            give_column(numbers, begin + i, slots)


def training(
    forward: Forward,
    backward: Backward,
    sweep: Any,
    state: Array,
    numbers: Array,
    running: Array,
    table: Table,
    settings: Array,
    moving: Table,
    inputs: Array,
    labels: Table,
    batches: Table,
    rates: Array,
    masks: Masks,
    jitter: Array,
    out: Array,
    squares: Array,
    scales: Array,
    work: Array,
) -> int:
    """Trains a network for up to n steps, t + 1 ... t + n, and records each.

    All arrays are C-contiguous, float64 unless said.

    Parameters
    ----------
    state, numbers, moving : as `sweep` takes them; t counts the steps
    running : (2, units), running means and variances; modified in place
    table, settings : of `Network`
    inputs : (inputs, m), the samples side by side
    labels : (m,) int64, classes from 0
    batches : (n, widest) int64, the samples of each step's batch, then −1
    rates : (n,), the learning rates
    masks : (n, units, widest) uint8, 1 = kept; (1, 0, 0) where no layer has dropout
    jitter : (n, inputs, widest), added to the batch's inputs; (1, 0, 0) for none
    out : (n, 2 + layers), filled: the mean cross-entropy of the batch before the update, in
        training mode, without penalty; the Euclidean norm of the gradient, the penalty's part
        included, over the parameters that move; that of each layer
    squares, scales, work : (2 + slots,), (units,) and of `workspace`, for the widest batch

    Returns
    -------
    The number of steps done. Less than n means divergence: something is not finite, or so large
    that the sum of its squares is not. If it is the loss or the gradient, `numbers` still hold the
    values and slots of the last good step; else what the update made of them. Otherwise all is left
    ready to go on, and 70 + 130 steps give the bits of 200.
    """
    layers = len(table)
    x = numbers[VALUES]
    g = numbers[GRADIENT]
    for i in range(len(out)):
        n = draw(work, inputs, labels, batches[i], jitter[min(i, len(jitter) - 1)])
        mask = masks[min(i, len(masks) - 1)]
        row = out[i]
        call(forward, table, settings, x, running, scales, work, mask, n, True)
        call(backward, table, settings, x, g, scales, work, mask, n, SOUND)
        row[BATCH_LOSS] = dot(work[LOSSES], work[ONES], n) / n
        total = 0.0
        for layer in range(layers):
            end = table[layer + 1, FIRST] if layer + 1 < layers else len(g)
            part = g[table[layer, FIRST] : end]
            square = dot(part, part, len(part))
            row[FIRST_NORM + layer] = math.sqrt(square)
            total += square
        row[NORM] = math.sqrt(total)
        if not math.isfinite(row[BATCH_LOSS] + total):
            return i
        call(sweep, state, numbers, moving, rates[i])
        inner(numbers, 0, 0, len(numbers), squares, 0, len(g))
        for kind in range(len(numbers)):
            if not math.isfinite(squares[kind]):
                return i
    return len(out)


def draw(work: Array, inputs: Array, labels: Table, batch: Table, jitter: Array) -> int:
    """Puts a batch's samples side by side; returns how many there are."""
    n = len(batch)
    while batch[n - 1] < 0:
        n -= 1
    for k in range(n):
        work[LABELS, k] = labels[batch[k]]
    for i in range(len(inputs)):
        for k in range(n):
            work[SAMPLES + i, k] = inputs[i, batch[k]]
    for i in range(len(jitter)):
        for k in range(n):
            work[SAMPLES + i, k] += jitter[i, k]
    return n


def bound(loop: Callable[..., int], forward: Any, backward: Any, sweep: Any) -> Training:
    """The driver with the passes and a rule's sweep, and with room to work in."""

    def run(*arguments: Any) -> int:
        numbers, running, table, batches = (arguments[i] for i in (1, 2, 3, 8))
        squares, scales = np.empty(len(numbers)), np.empty(running.shape[1])
        work = workspace(table, batches.shape[1])
        return loop(forward, backward, sweep, *arguments, squares, scales, work)

    return run
