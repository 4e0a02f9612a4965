"""The loop that runs a rule on a network's mini-batches, and one step of a rule on many numbers.

`sweep` is a template as `drivers.trajectory` is: whoever binds it puts an optimizer's `rule` and
`clock` in place. `training` gets it and the passes as arguments, so that each is compiled once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tuiopt_kernels.data import Array, Labels
from tuiopt_kernels.drivers import STATE, clock, give, rule, take
from tuiopt_kernels.network.layout import (
    FIRST,
    LABELS,
    LOSSES,
    ONES,
    SAMPLES,
    Network,
    Table,
    workspace,
)
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


class TrainState(NamedTuple):
    """What training changes in place; float64.

    `optimizer` holds t (the steps already done), the clock's state, the hyperparameters. `numbers`
    is (2 + slots, size): rows of values, gradients and each slot. `running` is (2, units): the
    running means and variances.
    """

    optimizer: Array
    numbers: Array
    running: Array


class Model(NamedTuple):
    """What is trained: `table`, `settings` and `moving` of a `Network`."""

    table: Table
    settings: Array
    moving: Table

    @classmethod
    def of(cls, network: Network, l2: float) -> Model:
        """A network with the penalty λ."""
        return cls(network.table, network.settings(l2), network.moving)


class TrainingSet(NamedTuple):
    """`inputs` (inputs, m) float64, the samples side by side; `labels` (m,) int64 from 0."""

    inputs: Array
    labels: Labels


class Feed(NamedTuple):
    """What n steps take.

    `batches` (n, widest) int64, the samples of each step's batch, then −1; `rates` (n,) float64,
    the learning rates; `masks` (n, units, widest) uint8, 1 = kept, or (1, 0, 0) where no layer has
    dropout; `jitter` (n, inputs, widest) float64, which is added to the batch's inputs, or
    (1, 0, 0) for none.
    """

    batches: Table
    rates: Array
    masks: Masks
    jitter: Array


class Workspace(NamedTuple):
    """Room to work in: (2 + slots,), (units,) and of `workspace`, for the widest batch; float64."""

    squares: Array
    scales: Array
    work: Array


Training = Callable[[TrainState, Model, TrainingSet, Feed, Array], int]
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
    state: TrainState,
    model: Model,
    samples: TrainingSet,
    feed: Feed,
    out: Array,
    room: Workspace,
) -> int:
    """Trains a network for up to n steps, t + 1 ... t + n, and records each.

    All arrays are C-contiguous. `out` is (n, 2 + layers) float64, filled: the mean cross-entropy of
    the batch before the update, in training mode, without penalty; the Euclidean norm of the
    gradient, the penalty's part included, over the parameters that move; that of each layer.

    Returns
    -------
    The number of steps done. Less than n means divergence: something is not finite, or so large
    that the sum of its squares is not. If it is the loss or the gradient, `numbers` still hold the
    values and slots of the last good step; else what the update made of them. Otherwise all is left
    ready to go on, and 70 + 130 steps give the bits of 200.
    """
    # Kernels get plain tuples, whose order is told here: see `bound`.
    optimizer, numbers, running = state
    table, settings, moving = model
    inputs, labels = samples
    batches, rates, masks, jitter = feed
    squares, scales, work = room
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
        call(sweep, optimizer, numbers, moving, rates[i])
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
    """The driver with the passes and a rule's sweep, and with room to work in.

    It gets plain tuples. Numba takes named ones too, but dispatches them more slowly; and it would
    look for fields by their places, which no digest of a kernel tells.
    """

    def run(state: TrainState, model: Model, samples: TrainingSet, feed: Feed, out: Array) -> int:
        squares, scales = np.empty(len(state.numbers)), np.empty(state.running.shape[1])
        room = squares, scales, workspace(model.table, feed.batches.shape[1])
        groups = tuple(state), tuple(model), tuple(samples), tuple(feed), out, room
        return loop(forward, backward, sweep, *groups)

    return run
