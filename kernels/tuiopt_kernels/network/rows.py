"""Sums over rows: one unit's numbers, or one kind of gradient, for the samples of a batch.

They have a fixed order, eight lanes wide, so that no number depends on the width of a processor's
vectors. Where they are compiled, functions of the same names in `machine.vectors` stand for them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tuiopt_kernels.data import Array

LANES = 8


def dot(a: Array, b: Array, n: int) -> Any:
    """Σ a·b over the first n numbers of two rows, or of rows with those of `b`.

    Those that fill the lanes in eight sums, which are added by halves; then the rest one by one.
    """
    products = a[..., :n] * b[..., :n]
    whole = n - n % LANES
    sums = np.zeros((*products.shape[:-1], LANES))
    for k in range(0, whole, LANES):
        sums = sums + products[..., k : k + LANES]
    while sums.shape[-1] > 1:
        half = sums.shape[-1] // 2
        sums = sums[..., :half] + sums[..., half:]
    total = sums[..., 0]
    for k in range(whole, n):
        total = total + products[..., k]
    return total


def dots(
    rows: Array, a: int, count_a: int, b: int, count_b: int, out: Array, at: int, n: int
) -> None:
    """out[at + i·count_b + j] ← Σ row a + i · row b + j, over their first n numbers, as `dot`."""
    for i in range(count_a):
        first = at + i * count_b
        out[first : first + count_b] = dot(rows[a + i], rows[b : b + count_b], n)


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
    units = at + across * np.arange(count_to)
    for i in range(count):
        sums = sums + weights[units + i * along, np.newaxis] * rows[begin + i, :n]
    rows[to : to + count_to, :n] = sums


def copy(row: Array, a: Array, n: int) -> None:
    for k in range(n):
        row[k] = a[k]
