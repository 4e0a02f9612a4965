"""Batch norm of one unit: Ioffe & Szegedy, Batch normalization, 2015.

z_norm = (z − μ)/√(σ² + ε), z̃ = γ z_norm + β, with the mean and the biased variance of the batch.
"""

from __future__ import annotations

from tuiopt_kernels.data import Array

EPSILON = 1e-5


def centre(row: Array, mean: float, n: int) -> None:
    """z ← z − μ"""
    for k in range(n):
        row[k] = row[k] - mean


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
