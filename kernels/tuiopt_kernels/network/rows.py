"""Arithmetic on rows: one unit's numbers, or one kind of gradient, for the samples of a batch.

Sums have a fixed order, eight lanes wide, so that no number depends on the width of a processor's
vectors. Where they are compiled, `lanes` and `blend` are replaced by versions that keep numbers in
vectors.
"""

from __future__ import annotations

from tuiopt_kernels.data import Array

LANES = 8


def dot(a: Array, b: Array, n: int) -> float:
    """Σ a·b over the first n numbers: those that fill the lanes, then the rest one by one."""
    whole = n - n % LANES
    total = lanes(a, b, whole)
    for k in range(whole, n):
        total += a[k] * b[k]
    return total


def lanes(a: Array, b: Array, n: int) -> float:
    """Σ a·b over the first n numbers, a multiple of eight: in eight sums, added by halves."""
    s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = 0.0
    for k in range(0, n, LANES):
        s0 += a[k] * b[k]
        s1 += a[k + 1] * b[k + 1]
        s2 += a[k + 2] * b[k + 2]
        s3 += a[k + 3] * b[k + 3]
        s4 += a[k + 4] * b[k + 4]
        s5 += a[k + 5] * b[k + 5]
        s6 += a[k + 6] * b[k + 6]
        s7 += a[k + 7] * b[k + 7]
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))


def fill(row: Array, number: float, n: int) -> None:
    for k in range(n):
        row[k] = number


def copy(row: Array, a: Array, n: int) -> None:
    for k in range(n):
        row[k] = a[k]


def weighted_sum(
    row: Array, rows: Array, begin: int, count: int, weights: Array, at: int, stride: int, n: int
) -> None:
    """row ← row + Σ weights[at + i·stride] · rows[begin + i], i from 0 to count − 1, in this order.

    Over the first n numbers of the row: those that fill the lanes, then the rest one by one.
    """
    whole = n - n % LANES
    blend(row, rows, begin, count, weights, at, stride, whole)
    for i in range(count):
        weight = weights[at + i * stride]
        a = rows[begin + i]
        for k in range(whole, n):
            row[k] = row[k] + weight * a[k]


def blend(
    row: Array, rows: Array, begin: int, count: int, weights: Array, at: int, stride: int, n: int
) -> None:
    """`weighted_sum` over the first n numbers, a multiple of eight."""
    for i in range(count):
        weight = weights[at + i * stride]
        a = rows[begin + i]
        for k in range(n):
            row[k] = row[k] + weight * a[k]
