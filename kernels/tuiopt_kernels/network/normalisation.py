"""Batch norm of one unit: Ioffe & Szegedy, Batch normalization, 2015.

z_norm = (z − μ)/√(σ² + ε), z̃ = γ z_norm + β, with the mean and the biased variance of the batch.
"""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.rows import dot

EPSILON = 1e-5


def normalise(row: Array, ones: Array, n: int) -> tuple[float, float]:
    """z ← z_norm by the batch's own numbers; returns μ and σ²."""
    mean = dot(row, ones, n) / n
    for k in range(n):
        row[k] = row[k] - mean
    variance = dot(row, row, n) / n
    scale = 1.0 / sqrt(variance + EPSILON)
    for k in range(n):
        row[k] = row[k] * scale
    return mean, variance


def normalise_by(row: Array, mean: float, variance: float, n: int) -> None:
    """z ← z_norm by given numbers: the running averages, at test time."""
    scale = 1.0 / sqrt(variance + EPSILON)
    for k in range(n):
        row[k] = (row[k] - mean) * scale


def scale_and_shift(row: Array, normal: Array, gamma: float, beta: float, n: int) -> None:
    """z̃ of z_norm"""
    for k in range(n):
        row[k] = gamma * normal[k] + beta


def normal_slopes(
    delta: Array, normal: Array, factor: float, by_mean: float, by_deviation: float, n: int
) -> None:
    """∂J/∂z̃ ← ∂J/∂z = γ/√(σ² + ε) · (∂J/∂z̃ − mean(∂J/∂z̃) − z_norm · mean(∂J/∂z̃ · z_norm))"""
    for k in range(n):
        delta[k] = factor * (delta[k] - by_mean - normal[k] * by_deviation)
