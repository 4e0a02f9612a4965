"""What a trained network makes of samples at test time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import ACTIVE, KEEP_AT, SAMPLES, Network, Table, workspace
from tuiopt_kernels.network.passes import Forward

BLOCK = 256
"""Samples that are worked on at once: what is in between stays in the processor's cache."""

Scores = Callable[[Network, Array, Array, Array], Array]
"""`scores(network, parameters, running, inputs) -> z` of the output layer, (classes, m) float64.

For (size,) parameters, (2, units) running averages, (inputs, m) samples side by side.
"""


def bound(forward: Forward) -> Scores:
    """`scores` by a forward pass, block by block."""

    def scores(network: Network, parameters: Array, running: Array, inputs: Array) -> Array:
        table, samples = network.table, inputs.shape[1]
        out = np.empty((network.classes, samples))
        work = workspace(table, BLOCK)
        settings = network.settings()
        settings[KEEP_AT:] = 1.0  # nothing is dropped
        masks = np.ones((network.units, BLOCK), dtype=np.uint8)
        scales = np.empty(network.units)
        z = work[table[-1, ACTIVE] :][: network.classes]
        for begin in range(0, samples, BLOCK):
            n = min(BLOCK, samples - begin)
            work[SAMPLES : SAMPLES + network.inputs, :n] = inputs[:, begin : begin + n]
            forward(table, settings, parameters, running, scales, work, masks, n, False)
            out[:, begin : begin + n] = z[:, :n]
        return out

    return scores


def mean_loss(scores: Array, labels: Table) -> float:
    """The mean cross-entropy of (classes, m) scores, without penalty."""
    with np.errstate(all="ignore"):
        highest = scores.max(axis=0)
        total = np.log(np.exp(scores - highest).sum(axis=0)) + highest
        return float(np.mean(total - scores[labels, np.arange(len(labels))]))


def error(scores: Array, labels: Table) -> float:
    """The share of samples whose highest score is not that of their label."""
    return float(np.mean(scores.argmax(axis=0) != labels))
