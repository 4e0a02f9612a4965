"""Batch norm: Ioffe & Szegedy, Batch normalization, 2015.

z_norm = (z − μ)/√(σ² + ε), z̃ = γ z_norm + β, with the mean and the biased variance of the batch.
"""

from __future__ import annotations

import math

from tuiopt_kernels.data import Array

EPSILON = 1e-5


def move(kept: Array, sums: Array, unit: int, count: int, momentum: float, n: int) -> None:
    """A sum over the batch ← its mean b, and r ← m·r + (1 − m)·b; of the units from `unit` on."""
    for j in range(unit, unit + count):
        mean = sums[j] / n
        kept[j] = momentum * kept[j] + (1.0 - momentum) * mean
        sums[j] = mean


def centre(row: Array, mean: float, n: int) -> None:
    """z ← z − μ"""
    for k in range(n):
        row[k] = row[k] - mean


def invert(scales: Array, variances: Array, unit: int, count: int) -> None:
    """1/√(σ² + ε) of the units from `unit` on."""
    for j in range(unit, unit + count):
        scales[j] = 1.0 / math.sqrt(variances[j] + EPSILON)


def scale_and_shift(
    to: Array, normal: Array, scale: float, gamma: float, beta: float, n: int
) -> None:
    """z − μ ← z_norm = (z − μ) · scale, and z̃ of it."""
    for k in range(n):
        normal[k] = normal[k] * scale
        to[k] = gamma * normal[k] + beta


def normal_slopes(
    delta: Array, normal: Array, factor: float, by_mean: float, by_deviation: float, n: int
) -> None:
    """∂J/∂z̃ ← ∂J/∂z = γ/√(σ² + ε) · (∂J/∂z̃ − mean(∂J/∂z̃) − z_norm · mean(∂J/∂z̃ · z_norm))"""
    for k in range(n):
        delta[k] = factor * (delta[k] - by_mean - normal[k] * by_deviation)
