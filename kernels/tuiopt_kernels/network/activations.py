"""Activations of a row, and their derivatives from what they made."""

from __future__ import annotations

from math import fabs, tanh

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.exponential import exponential
from tuiopt_kernels.network.layout import RELU, SIGMOID, TANH


def add(row: Array, bias: float, n: int) -> None:
    """z ← z + b"""
    for k in range(n):
        row[k] = row[k] + bias


def activate(row: Array, activation: int, n: int) -> None:
    """z ← h(z)"""
    if activation == RELU:
        for k in range(n):
            z = row[k]
            # NaN stays. Without + 0 LLVM stores the zeros alone, under a mask: slow on AMD's.
            row[k] = (0.0 if z < 0.0 else z) + 0.0
    elif activation == TANH:
        for k in range(n):
            row[k] = tanh(row[k])
    elif activation == SIGMOID:
        for k in range(n):
            e = exponential(-fabs(row[k]))
            row[k] = (e if row[k] < 0.0 else 1.0) / (1.0 + e)


def slopes(delta: Array, row: Array, activation: int, n: int) -> None:
    """∂J/∂h ← ∂J/∂z, `row` being h; ReLU's slope at 0 is 0."""
    if activation == RELU:
        for k in range(n):
            delta[k] = delta[k] if row[k] > 0.0 else 0.0
    elif activation == TANH:
        for k in range(n):
            delta[k] = delta[k] * (1.0 - row[k] * row[k])
    elif activation == SIGMOID:
        for k in range(n):
            delta[k] = delta[k] * (row[k] * (1.0 - row[k]))
