"""Sigmoid: h(z) = 1/(1 + e^−z), h′ = h(1 − h)."""

from __future__ import annotations

from math import fabs

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.exponential import exponential
from tuiopt_kernels.network.spec import Activation


def h(z: float) -> float:
    e = exponential(-fabs(z))
    return (e if z < 0.0 else 1.0) / (1.0 + e)


def back(delta: float, a: float) -> float:
    return delta * (a * (1.0 - a))


def whole(z: Array) -> Array:
    import numpy as np

    return 1.0 / (1.0 + np.exp(-z))


SPEC = Activation(
    name="sigmoid",
    title="sigmoid",
    h=h,
    back=back,
    whole=whole,
    card="1 / (1 + e^({minus_z}))",
    flat=(0.01, 0.99),  # h′ is 4 % of the steepest
)
