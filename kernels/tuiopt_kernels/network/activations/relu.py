"""ReLU: h(z) = max(0, z); its slope at 0 is 0."""

from __future__ import annotations

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.spec import Activation

# NaN stays. Without + 0 LLVM stores the zeros alone, under a mask: slow on AMD's.


def h(z: float) -> float:
    return (0.0 if z < 0.0 else z) + 0.0


def back(delta: float, a: float) -> float:
    return (delta if a > 0.0 else 0.0) + 0.0


def whole(z: Array) -> Array:
    import numpy as np

    return np.maximum(z, 0.0)


SPEC = Activation(
    name="relu",
    title="ReLU",
    h=h,
    back=back,
    whole=whole,
    card="max(0, {z})",
    kink=True,
    off=True,
)
