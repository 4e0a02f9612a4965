"""Linear: h(z) = z."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.spec import Activation


def h(z: float) -> float:
    return z


def back(delta: float, a: float) -> float:
    return delta


def whole(z: Array) -> Array:
    return z


SPEC = Activation(
    name="linear",
    title="linear",
    h=h,
    back=back,
    whole=whole,
    card="{z}",
)
