"""Sums over rows: one unit's numbers, or one kind of gradient, for the samples of a batch.

They have a fixed order, eight lanes wide, so that no number depends on the width of a processor's
vectors. Where they are compiled, functions of the same names in `machine.vectors` stand for them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.fused import fused

LANES = 8


def dot(a: Array, b: Array, n: int) -> Any:
    """Σ a·b over the first n numbers of two rows, or of rows that fit together.

    Those that fill the lanes in eight sums, which are added by halves; then the rest one by one.
    Each product is added as it is, unrounded.
    """
    add = fused(a[..., :n], b[..., :n], n)
    whole = n - n % LANES
    sums = np.zeros((*np.broadcast_shapes(a.shape, b.shape)[:-1], LANES))
    for k in range(0, whole, LANES):
        sums = add(a[..., k : k + LANES], b[..., k : k + LANES], sums)
    while sums.shape[-1] > 1:
        half = sums.shape[-1] // 2
        sums = sums[..., :half] + sums[..., half:]
    total = sums[..., 0]
    for k in range(whole, n):
        total = add(a[..., k], b[..., k], total)
    return total


def dots(
    rows: Array, a: int, count_a: int, b: int, count_b: int, out: Array, at: int, n: int
) -> None:
    """out[at + i·count_b + j] ← Σ row a + i · row b + j, over their first n numbers, as `dot`."""
    sums = dot(rows[a : a + count_a, np.newaxis], rows[b : b + count_b], n)
    out[at : at + count_a * count_b] = sums.ravel()


def inner(rows: Array, a: int, b: int, count: int, out: Array, at: int, n: int) -> None:
    """out[at + i] ← Σ row a + i · row b + i, over their first n numbers, as `dot`."""
    out[at : at + count] = dot(rows[a : a + count], rows[b : b + count], n)


def blend(
    rows: Array,
    to: int,
    count_to: int,
    begin: int,
    count: int,
    weights: Array,
    at: int,
    across: int,
    along: int,
    n: int,
) -> None:
    """row to + u ← Σ_i weights[at + u·across + i·along] · row begin + i, in the order of i.

    For all u < count_to and i < count, over the first n numbers of the rows.
    """
    sums = np.zeros((count_to, n))
    taken = weights[at + across * np.arange(count_to)[:, np.newaxis] + along * np.arange(count)]
    given = rows[begin : begin + count, :n]
    add = fused(taken, given, count)
    for i in range(count):
        sums = add(taken[:, i, np.newaxis], given[i], sums)
    rows[to : to + count_to, :n] = sums


def copy(rows: Array, to: int, begin: int, count: int, n: int) -> None:
    for j in range(count):
        row, copied = rows[to + j], rows[begin + j]
        for k in range(n):
            row[k] = copied[k]
