"""Softmax and cross-entropy of the output layer's rows, in the form that cannot overflow."""

from __future__ import annotations

from math import exp, log

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import LABELS, LOSSES


def cross_entropy(work: Array, z: int, deltas: int, classes: int, n: int) -> None:
    """Every sample's log Σ_c e^{z_c} − z_label, and ∂J/∂z = (softmax(z) − 1[label])/n.

    `z` and `deltas` are the first rows of the output layer.
    """
    for k in range(n):
        highest = work[z, k]
        for c in range(z + 1, z + classes):
            highest = work[c, k] if work[c, k] > highest else highest
        total = 0.0
        for c in range(classes):
            e = exp(work[z + c, k] - highest)
            work[deltas + c, k] = e
            total += e
        for c in range(deltas, deltas + classes):
            work[c, k] = work[c, k] / (total * n)
        label = int(work[LABELS, k])
        work[deltas + label, k] -= 1.0 / n
        work[LOSSES, k] = log(total) - (work[z + label, k] - highest)
