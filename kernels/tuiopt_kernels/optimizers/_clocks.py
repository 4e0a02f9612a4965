"""Clocks that several optimizers share: what changes with t but not with the coordinate."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats
from tuiopt_kernels.spec import still as still


def fade(power: float, beta: float) -> float:
    """β^t from β^(t−1). Stops at 0 before the product turns denormal, where arithmetic is slow."""
    return power * beta if power > 1e-30 else 0.0


def one_power(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    """k = (1/(1 − β^t),) for β = hyper[0]; `carried` is (β^(t−1),), from 1, or 0 for k = 1."""
    power = fade(carried[0], hyper[0])
    return (power,), (1.0 / (1.0 - power),)


def two_powers(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    """k = (1/(1 − β1^t), 1/(1 − β2^t)) for β1, β2 = hyper[0], hyper[1]; as `one_power`."""
    power1 = fade(carried[0], hyper[0])
    power2 = fade(carried[1], hyper[1])
    return (power1, power2), (1.0 / (1.0 - power1), 1.0 / (1.0 - power2))
