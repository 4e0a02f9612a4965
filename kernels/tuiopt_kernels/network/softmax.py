"""Softmax and cross-entropy of the output layer's rows, in the form that cannot overflow."""

from __future__ import annotations

from math import log

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.exponential import exponential
from tuiopt_kernels.network.layout import HIGHEST, LABELS, TOTALS

TOGETHER = 32
"""Sums of which one logarithm is taken: each is at most the number of classes."""


def softmax(work: Array, z: int, deltas: int, classes: int, n: int) -> None:
    """e^{z_c − max z} and its sum over the classes c; `z` and `deltas` are their first rows."""
    highest, totals = work[HIGHEST], work[TOTALS]
    for k in range(n):
        highest[k] = work[z, k]
        totals[k] = 0.0
    for c in range(1, classes):
        row = work[z + c]
        for k in range(n):
            highest[k] = row[k] if row[k] > highest[k] else highest[k]
    for c in range(classes):
        row, delta = work[z + c], work[deltas + c]
        for k in range(n):
            delta[k] = exponential(row[k] - highest[k])
            totals[k] = totals[k] + delta[k]


def cross_entropy(work: Array, z: int, deltas: int, classes: int, n: int) -> None:
    """log Σ_c e^{z_c} − z_label; and ∂J/∂z = (softmax(z) − 1[label])/n, from what `softmax` left.

    The logarithms of some samples are those of their product: the losses are right as a sum.
    """
    labels, losses, totals = work[LABELS], work[HIGHEST], work[TOTALS]
    for c in range(classes):
        row, delta = work[z + c], work[deltas + c]
        for k in range(n):
            losses[k] = losses[k] - (row[k] if labels[k] == c else 0.0)
            delta[k] = (delta[k] / totals[k] - (1.0 if labels[k] == c else 0.0)) / n
    product = 1.0
    for k in range(n):
        product *= totals[k]
        if k % TOGETHER == TOGETHER - 1 or k == n - 1:
            losses[k] += log(product)
            product = 1.0
