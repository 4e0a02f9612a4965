"""Forward and backward through a network for one batch.

Templates as `drivers.trajectory` is: where they are compiled, `take` and the sums of `rows` are
replaced. A batch lies in `work`, of `layout.workspace`: rows are units, and the first n columns
are its samples.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.drivers import take
from tuiopt_kernels.network.chain import activate, slopes
from tuiopt_kernels.network.layout import (
    ACTIVE,
    AFTER,
    BEFORE,
    DELTA,
    KEEP_AT,
    L2_AT,
    LAYER,
    MOMENTUM_AT,
    NO_NORM,
    ONES,
    OUTPUTS,
    Table,
)
from tuiopt_kernels.network.normalisation import (
    centre,
    invert,
    move,
    normal_slopes,
    scale_and_shift,
)
from tuiopt_kernels.network.rows import blend, copy, dots, inner
from tuiopt_kernels.network.softmax import cross_entropy, softmax

Masks = npt.NDArray[np.uint8]

SOUND, DROPPED_TERM, WRONG_SIGN = range(3)
"""Faults for the gradient check to find: batch norm's backward pass without the term that goes
through the variance; the gradients of b and β with the other sign."""

Forward = Callable[[Table, Array, Array, Array, Array, Array, Masks, int, bool], None]
"""The pass `forward`, bound."""

Backward = Callable[[Table, Array, Array, Array, Array, Array, Masks, int, int], None]
"""The pass `backward`, bound."""


def forward(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    scales: Array,
    work: Array,
    masks: Masks,
    n: int,
    training: bool,
) -> None:
    """Fills `work` from its inputs on; the output layer's z are left in its rows of h.

    In training batch norm uses the batch's own numbers and moves the running averages:
    r ← m·r + (1 − m)·batch. Dropout divides what it keeps by keep_prob.

    Parameters
    ----------
    table, settings : of `Network`
    parameters : (size,)
    running : (2, units), running means and variances; modified in place
    scales : (units,), filled: 1/√(σ² + ε) where there is batch norm
    masks : (units, width or more) uint8, 1 = kept; looked at only for layers with dropout
    n : samples in the batch
    """
    momentum = settings[MOMENTUM_AT]
    for layer in range(len(table)):
        sizes, rows = take(table, layer, LAYER)
        inputs, outputs, first, unit, activation, norm, dropped, _ = sizes
        below, normals, active, handed, _ = rows
        second = first + inputs * outputs
        z = normals if norm == BEFORE else active
        normed = handed if norm == AFTER else active
        blend(work, z, outputs, below, inputs, parameters, first, 1, outputs, n)
        if norm == NO_NORM:
            add(work, active, outputs, parameters, second, n)
        if norm != BEFORE:
            activate(work, active, outputs, activation, n)
        if norm == AFTER:
            copy(work, normals, active, outputs, n)
        if norm != NO_NORM:
            means, variances = running[0], running[1]
            if training:
                dots(work, ONES, 1, normals, outputs, scales, unit, n)
                move(means, scales, unit, outputs, momentum, n)
                means = scales
            centre(work, normals, outputs, means, unit, n)
            if training:
                inner(work, normals, normals, outputs, scales, unit, n)
                move(variances, scales, unit, outputs, momentum, n)
                variances = scales
            invert(scales, variances, unit, outputs)
            scale_and_shift(work, normed, normals, outputs, scales, unit, parameters, second, n)
        if norm == BEFORE:
            activate(work, active, outputs, activation, n)
        if dropped:
            keep = settings[KEEP_AT + layer]
            drop(work, handed, normed, outputs, masks, unit, keep, n)


def add(rows: Array, first: int, count: int, parameters: Array, at: int, n: int) -> None:
    """z ← z + b"""
    for j in range(count):
        row, bias = rows[first + j], parameters[at + j]
        for k in range(n):
            row[k] = row[k] + bias


def drop(
    rows: Array, to: int, begin: int, count: int, masks: Masks, unit: int, keep: float, n: int
) -> None:
    """Inverted dropout: Srivastava et al., Dropout, 2014."""
    factor = 1.0 / keep
    for j in range(count):
        row, whole, mask = rows[to + j], rows[begin + j], masks[unit + j]
        for k in range(n):
            row[k] = whole[k] * (mask[k] * factor)


def backward(
    table: Table,
    settings: Array,
    parameters: Array,
    dtheta: Array,
    scales: Array,
    work: Array,
    masks: Masks,
    n: int,
    fault: int,
) -> None:
    """The gradient of the batch's mean cross-entropy and of the L2 penalty (λ/2n) Σ W².

    Takes what `forward` in training left in `work` and `scales`, and the batch's labels; leaves a
    row whose sum over the batch is that of the samples' cross-entropies. A frozen layer's gradient
    is 0.

    Parameters
    ----------
    dtheta : (size,), filled
    fault : `SOUND`, or what is to be wrong
    """
    decay = settings[L2_AT] / n
    z, top, classes = table[-1, ACTIVE], table[-1, DELTA], table[-1, OUTPUTS]
    softmax(work, z, top, classes, n)
    cross_entropy(work, z, top, classes, n)
    for layer in range(len(table) - 1, -1, -1):
        sizes, rows = take(table, layer, LAYER)
        inputs, outputs, first, unit, activation, norm, dropped, frozen = sizes
        below, normals, active, _, deltas = rows
        second = first + inputs * outputs
        shift = second if norm == NO_NORM else second + outputs
        if dropped:
            keep = settings[KEEP_AT + layer]
            drop(work, deltas, deltas, outputs, masks, unit, keep, n)
        if norm != AFTER:
            slopes(work, deltas, active, outputs, activation, n)
        dots(work, ONES, 1, deltas, outputs, dtheta, shift, n)
        if norm != NO_NORM:
            inner(work, deltas, normals, outputs, dtheta, second, n)
            whole = fault != DROPPED_TERM
            normal_slopes(
                work, deltas, normals, outputs, scales, unit, parameters, dtheta, second, whole, n
            )
        if norm == AFTER:
            slopes(work, deltas, active, outputs, activation, n)
        if fault == WRONG_SIGN:
            for j in range(shift, shift + outputs):
                dtheta[j] = -dtheta[j]
        if layer > 0:
            lower = table[layer - 1, DELTA]
            blend(work, lower, inputs, deltas, outputs, parameters, first, outputs, 1, n)
        dots(work, below, inputs, deltas, outputs, dtheta, first, n)
        add_decay(dtheta, parameters, decay, first, second)
        if frozen:
            clear(dtheta, first, second + (outputs if norm == NO_NORM else 2 * outputs))


def add_decay(dtheta: Array, parameters: Array, decay: float, begin: int, end: int) -> None:
    """The L2 penalty's part of a gradient."""
    if decay > 0.0:
        for i in range(begin, end):
            dtheta[i] = dtheta[i] + decay * parameters[i]


def clear(dtheta: Array, begin: int, end: int) -> None:
    for i in range(begin, end):
        dtheta[i] = 0.0
