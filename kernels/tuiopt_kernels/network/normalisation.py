"""Batch norm of a layer's units: Ioffe & Szegedy, Batch normalization, 2015.

z_norm = (z − μ)/√(σ² + ε), z̃ = γ z_norm + β, with the mean and the biased variance of the batch.
`parameters` and `dtheta` have γ from `at` on, then β; `means`, `variances` and `scales` a number a
unit, from `unit` on.
"""

from __future__ import annotations

import math

from tuiopt_kernels.data import Array

EPSILON = 1e-5


def move(kept: Array, sums: Array, unit: int, count: int, momentum: float, n: int) -> None:
    """A sum over the batch ← its mean b; and r ← m·r + (1 − m)·b."""
    for j in range(unit, unit + count):
        mean = sums[j] / n
        kept[j] = momentum * kept[j] + (1.0 - momentum) * mean
        sums[j] = mean


def centre(rows: Array, first: int, count: int, means: Array, unit: int, n: int) -> None:
    """z ← z − μ"""
    for j in range(count):
        row, mean = rows[first + j], means[unit + j]
        for k in range(n):
            row[k] = row[k] - mean


def invert(scales: Array, variances: Array, unit: int, count: int) -> None:
    """1/√(σ² + ε)"""
    for j in range(unit, unit + count):
        scales[j] = 1.0 / math.sqrt(variances[j] + EPSILON)


def scale_and_shift(
    rows: Array,
    to: int,
    normals: int,
    count: int,
    scales: Array,
    unit: int,
    parameters: Array,
    at: int,
    n: int,
) -> None:
    """z − μ ← z_norm = (z − μ) · scale, and z̃ of it."""
    for j in range(count):
        row, normal, scale = rows[to + j], rows[normals + j], scales[unit + j]
        gamma, beta = parameters[at + j], parameters[at + count + j]
        for k in range(n):
            normal[k] = normal[k] * scale
            row[k] = gamma * normal[k] + beta


def normal_slopes(
    rows: Array,
    deltas: int,
    normals: int,
    count: int,
    scales: Array,
    unit: int,
    parameters: Array,
    dtheta: Array,
    at: int,
    whole: bool,
    n: int,
) -> None:
    """∂J/∂z̃ ← ∂J/∂z = γ/√(σ² + ε) · (∂J/∂z̃ − mean(∂J/∂z̃) − z_norm · mean(∂J/∂z̃ · z_norm))

    `dtheta` has the sums of which the means are; not `whole` leaves the last term out.
    """
    for j in range(count):
        delta, normal = rows[deltas + j], rows[normals + j]
        factor = parameters[at + j] * scales[unit + j]
        by_mean = dtheta[at + count + j] / n
        by_deviation = dtheta[at + j] / n if whole else 0.0
        for k in range(n):
            delta[k] = factor * (delta[k] - by_mean - normal[k] * by_deviation)
