"""tanh: h′ = 1 − h²."""

from __future__ import annotations

from math import tanh

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.spec import Activation


def h(z: float) -> float:
    return tanh(z)


def back(delta: float, a: float) -> float:
    return delta * (1.0 - a * a)


def whole(z: Array) -> Array:
    import numpy as np

    return np.tanh(z)


SPEC = Activation(
    name="tanh",
    title="tanh",
    h=h,
    back=back,
    whole=whole,
    card="tanh({z})",
    flat=(-0.99, 0.99),  # h′ is 2 % of the steepest
)
