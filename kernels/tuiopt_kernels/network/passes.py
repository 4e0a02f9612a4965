"""Forward and backward through a network for one batch.

Plain functions over arrays. A batch lies in `work`: a tuple of matrices whose rows are units and
whose first n columns are its samples.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import activate, slopes
from tuiopt_kernels.network.layout import (
    ACTIVATION,
    AFTER,
    BEFORE,
    COPIED,
    FIRST,
    FROZEN,
    INPUTS,
    KEEP_AT,
    L2_AT,
    MOMENTUM_AT,
    NO_NORM,
    NORM,
    OUTPUTS,
    UNIT,
    Table,
)
from tuiopt_kernels.network.normalisation import (
    EPSILON,
    normal_slopes,
    normalise,
    normalise_by,
    scale_and_shift,
)
from tuiopt_kernels.network.rows import copy, dot, fill, weighted_sum
from tuiopt_kernels.network.softmax import cross_entropy, output_slopes

Masks = npt.NDArray[np.uint8]

Work = tuple[Array, Array, Array, Array, Array, Array, Array, Array, Table]
"""The batch's inputs; of every unit z_norm, h, what it hands on, ∂J/∂; σ² of every unit; two rows
for the softmax; ones; the batch's labels."""

SOUND, DROPPED_TERM, WRONG_SIGN = range(3)
"""Faults for the gradient check to find: batch norm's backward pass without the term that goes
through the variance; the gradients of b and β with the other sign."""


def workspace(table: Table, width: int) -> Work:
    """Room for batches of up to `width` samples."""
    units = int(table[-1, UNIT] + table[-1, OUTPUTS])
    normals, active, handed, deltas = np.zeros((4, units, width))
    return (
        np.zeros((int(table[0, INPUTS]), width)),
        normals,
        active,
        handed,
        deltas,
        np.zeros(units),
        np.zeros((2, width)),
        np.ones(width),
        np.zeros(width, dtype=np.int64),
    )


def forward(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    work: Work,
    masks: Masks,
    n: int,
    training: bool,
) -> None:
    """Fills `work` from its inputs on; the output layer's z are left in its rows of h.

    In training batch norm uses the batch's own numbers and moves the running averages, and dropout
    divides what it keeps by keep_prob: r ← m·r + (1 − m)·batch.

    Parameters
    ----------
    table, settings : of `Network`
    parameters : (size,)
    running : (2, units), running means and variances; modified in place
    masks : (units, width or more) uint8, 1 = kept; looked at only for layers with dropout
    n : samples in the batch
    """
    _, normals, active, handed, _, variances, _, ones, _ = work
    momentum = settings[MOMENTUM_AT]
    for layer in range(len(table)):
        outputs, unit, norm = table[layer, OUTPUTS], table[layer, UNIT], table[layer, NORM]
        weights = table[layer, FIRST]
        second = weights + table[layer, INPUTS] * outputs
        below, begin = source(table, layer, work)
        keep = settings[KEEP_AT + layer]
        for j in range(outputs):
            h = active[unit + j]
            normal = normals[unit + j]
            z = normal if norm == BEFORE else h
            fill(z, parameters[second + j] if norm == NO_NORM else 0.0, n)
            count = table[layer, INPUTS]
            weighted_sum(z, below, begin, count, parameters, weights + j, outputs, n)
            if norm == AFTER:
                activate(h, table[layer, ACTIVATION], n)
                copy(normal, h, n)
            if norm != NO_NORM:
                if training:
                    mean, variance = normalise(normal, ones, n)
                    variances[unit + j] = variance
                    kept = running[0, unit + j], running[1, unit + j]
                    running[0, unit + j] = momentum * kept[0] + (1.0 - momentum) * mean
                    running[1, unit + j] = momentum * kept[1] + (1.0 - momentum) * variance
                else:
                    normalise_by(normal, running[0, unit + j], running[1, unit + j], n)
                to = handed[unit + j] if norm == AFTER else h
                gamma, beta = parameters[second + j], parameters[second + outputs + j]
                scale_and_shift(to, normal, gamma, beta, n)
            if norm != AFTER:
                activate(h, table[layer, ACTIVATION], n)
                if table[layer, COPIED]:
                    copy(handed[unit + j], h, n)
            if training and keep < 1.0:
                drop(handed[unit + j], masks[unit + j], keep, n)


def source(table: Table, layer: int, work: Work) -> tuple[Array, int]:
    """The matrix and the row where a layer's inputs begin."""
    if layer == 0:
        return work[0], 0
    if table[layer - 1, COPIED]:
        return work[3], table[layer - 1, UNIT]
    return work[2], table[layer - 1, UNIT]


def drop(row: Array, mask: Masks, keep: float, n: int) -> None:
    """Inverted dropout: Srivastava et al., Dropout, 2014."""
    factor = 1.0 / keep
    for k in range(n):
        row[k] = row[k] * (mask[k] * factor)


def backward(
    table: Table,
    settings: Array,
    parameters: Array,
    dtheta: Array,
    work: Work,
    masks: Masks,
    n: int,
    fault: int,
) -> None:
    """The gradient of the mean loss and of the L2 penalty (λ/2n) Σ W², from ∂J/∂z of the output.

    Takes what `forward` in training left in `work`, and `deltas` of the output layer. A frozen
    layer's gradient is 0.

    Parameters
    ----------
    dtheta : (size,), filled
    fault : `SOUND`, or what is to be wrong
    """
    _, normals, active, _, deltas, variances, _, ones, _ = work
    sign = -1.0 if fault == WRONG_SIGN else 1.0
    decay = settings[L2_AT] / n
    for layer in range(len(table) - 1, -1, -1):
        inputs, outputs = table[layer, INPUTS], table[layer, OUTPUTS]
        unit, norm, weights = table[layer, UNIT], table[layer, NORM], table[layer, FIRST]
        second = weights + inputs * outputs
        below, begin = source(table, layer, work)
        keep = settings[KEEP_AT + layer]
        for j in range(outputs):
            delta = deltas[unit + j]
            if keep < 1.0:
                drop(delta, masks[unit + j], keep, n)
            if norm != AFTER:
                slopes(delta, active[unit + j], table[layer, ACTIVATION], n)
            shift = dot(delta, ones, n)
            if norm == NO_NORM:
                dtheta[second + j] = sign * shift
            else:
                normal = normals[unit + j]
                scale = dot(delta, normal, n)
                factor = parameters[second + j] / math.sqrt(variances[unit + j] + EPSILON)
                by_deviation = 0.0 if fault == DROPPED_TERM else scale / n
                normal_slopes(delta, normal, factor, shift / n, by_deviation, n)
                dtheta[second + j] = scale
                dtheta[second + outputs + j] = sign * shift
            if norm == AFTER:
                slopes(delta, active[unit + j], table[layer, ACTIVATION], n)
        if table[layer, FROZEN]:
            end = second + (outputs if norm == NO_NORM else 2 * outputs)
            fill(dtheta[weights:end], 0.0, end - weights)
        else:
            for i in range(inputs):
                a = below[begin + i]
                row = dtheta[weights + i * outputs : weights + (i + 1) * outputs]
                for j in range(outputs):
                    row[j] = dot(a, deltas[unit + j], n)
                add_decay(row, parameters[weights + i * outputs :], decay, outputs)
        if layer > 0:
            lower = table[layer - 1, UNIT]
            for i in range(inputs):
                delta = deltas[lower + i]
                fill(delta, 0.0, n)
                at = weights + i * outputs
                weighted_sum(delta, deltas, unit, outputs, parameters, at, 1, n)


def add_decay(row: Array, weights: Array, decay: float, n: int) -> None:
    """The L2 penalty's part of a gradient."""
    if decay > 0.0:
        for k in range(n):
            row[k] = row[k] + decay * weights[k]


def gradient(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    dtheta: Array,
    work: Work,
    masks: Masks,
    n: int,
    fault: int,
) -> float:
    """The batch's mean cross-entropy in training mode; fills `dtheta`, (size,): see `backward`."""
    forward(table, settings, parameters, running, work, masks, n, True)
    unit, classes = table[-1, UNIT], table[-1, OUTPUTS]
    loss = cross_entropy(work[2], unit, classes, work[8], work[6], work[7], n)
    output_slopes(work[4], work[2], unit, classes, work[8], work[6][0], n)
    backward(table, settings, parameters, dtheta, work, masks, n, fault)
    return loss
