"""Softmax and cross-entropy of the output layer's rows, in the form that cannot overflow."""

from __future__ import annotations

from math import exp, log

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import Table
from tuiopt_kernels.network.rows import dot, fill


def cross_entropy(
    rows: Array, begin: int, classes: int, labels: Table, spare: Array, ones: Array, n: int
) -> float:
    """The batch's mean of log Σ_c e^{z_c} − z_label; leaves e^{z_c − max z} in the rows.

    `spare` is (2, width): Σ_c e^{z_c − max z} is left in its first row.
    """
    total = spare[0]
    losses = spare[1]
    highest = spare[1]
    first = rows[begin]
    for k in range(n):
        highest[k] = first[k]
    for c in range(1, classes):
        row = rows[begin + c]
        for k in range(n):
            highest[k] = row[k] if row[k] > highest[k] else highest[k]
    fill(total, 0.0, n)
    for c in range(classes):
        row = rows[begin + c]
        for k in range(n):
            row[k] = row[k] - highest[k]
    for k in range(n):
        losses[k] = -rows[begin + labels[k], k]
    for c in range(classes):
        row = rows[begin + c]
        for k in range(n):
            row[k] = exp(row[k])
            total[k] = total[k] + row[k]
    for k in range(n):
        losses[k] = losses[k] + log(total[k])
    return dot(losses, ones, n) / n


def output_slopes(
    deltas: Array, rows: Array, begin: int, classes: int, labels: Table, total: Array, n: int
) -> None:
    """∂J/∂z = (softmax(z) − 1[label])/n, from what `cross_entropy` left."""
    for c in range(classes):
        row = rows[begin + c]
        delta = deltas[begin + c]
        for k in range(n):
            delta[k] = row[k] / (total[k] * n)
    for k in range(n):
        deltas[begin + labels[k], k] -= 1.0 / n
