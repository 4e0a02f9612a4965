"""What a trained network makes of samples at test time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import OUTPUTS, UNIT, Network, Table
from tuiopt_kernels.network.passes import Masks, Work, forward, workspace

BLOCK = 256
"""Samples that are worked on at once: what is in between stays in the processor's cache."""

Scores = Callable[[Network, Array, Array, Array], Array]
"""`scores(network, parameters, running, inputs) -> z` of the output layer, (classes, m) float64.

For (size,) parameters, (2, units) running averages, (inputs, m) samples side by side.
"""


def scoring(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    inputs: Array,
    masks: Masks,
    out: Array,
    work: Work,
) -> None:
    """Fills `out`, (classes, m), with the output layer's z at test time, block by block."""
    samples = work[0]
    unit = table[-1, UNIT]
    width = samples.shape[1]
    for begin in range(0, inputs.shape[1], width):
        n = min(width, inputs.shape[1] - begin)
        for i in range(len(inputs)):
            for k in range(n):
                samples[i, k] = inputs[i, begin + k]
        forward(table, settings, parameters, running, work, masks, n, False)
        for c in range(table[-1, OUTPUTS]):
            for k in range(n):
                out[c, begin + k] = work[2][unit + c, k]


def bound(loop: Callable[..., None]) -> Scores:
    """`scoring` with room to work in."""

    def scores(network: Network, parameters: Array, running: Array, inputs: Array) -> Array:
        out = np.empty((network.classes, inputs.shape[1]))
        work = workspace(network.table, max(min(BLOCK, inputs.shape[1]), 1))
        masks = np.ones((0, 0), dtype=np.uint8)
        loop(network.table, network.settings(), parameters, running, inputs, masks, out, work)
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
