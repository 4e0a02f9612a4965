"""The declarations that stand beside a network's activations and initialisations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tuiopt_kernels.data import Array


@dataclass(frozen=True, slots=True)
class Activation:
    """A function a = h(z) of one number.

    `h` and `back` are compiled as they stand; `back(delta, a)` makes ∂J/∂z of ∂J/∂a, from what h
    made. `whole` is h on arrays. `title` is its name as people write it; `card` what cards say of
    the h of a number: {z} stands for it, {minus_z} for its opposite.

    `flat` is (low, high): below the one and above the other, h is saturated, its slope less than a
    twentieth of the steepest. `kink` tells that the slope jumps at z = 0, and that h > 0 is where
    z > 0. `off` tells that h is 0 for all z < 0: a unit may be dead.
    """

    name: str
    title: str
    h: Callable[[float], float]
    back: Callable[[float, float], float]
    whole: Callable[[Array], Array]
    card: str
    flat: tuple[float, float] | None = None
    kink: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class Initialisation:
    """How a network's weights are drawn; `deviation` is a layer's, from how many inputs it has."""

    name: str
    deviation: Callable[[int], float]
