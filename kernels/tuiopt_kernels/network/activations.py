"""Activations of rows, and their derivatives from what they made."""

from __future__ import annotations

from math import fabs, tanh

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.exponential import exponential
from tuiopt_kernels.network.layout import RELU, SIGMOID, TANH


def add(rows: Array, first: int, count: int, parameters: Array, at: int, n: int) -> None:
    """z ← z + b"""
    for j in range(count):
        row, bias = rows[first + j], parameters[at + j]
        for k in range(n):
            row[k] = row[k] + bias


def activate(rows: Array, first: int, count: int, activation: int, n: int) -> None:
    """z ← h(z)"""
    for j in range(first, first + count):
        row = rows[j]
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


def slopes(rows: Array, deltas: int, active: int, count: int, activation: int, n: int) -> None:
    """∂J/∂h ← ∂J/∂z, from h; ReLU's slope at 0 is 0."""
    for j in range(count):
        delta, row = rows[deltas + j], rows[active + j]
        if activation == RELU:
            for k in range(n):
                slope = delta[k]
                delta[k] = (slope if row[k] > 0.0 else 0.0) + 0.0
        elif activation == TANH:
            for k in range(n):
                delta[k] = delta[k] * (1.0 - row[k] * row[k])
        elif activation == SIGMOID:
            for k in range(n):
                delta[k] = delta[k] * (row[k] * (1.0 - row[k]))
