"""What a data set is, and how its inputs are brought to one scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # what only lists data sets needs no NumPy
    import numpy as np
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float64]"

Make: TypeAlias = "Callable[[int, float, np.random.Generator], tuple[Array, Array]]"
"""`make(samples, noise, rng) -> (inputs, targets)`, (samples,) float64 each."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Samples of one input and one target, drawn by `make`.

    `formula` says what is drawn. `classes` tells that every target is 0 or 1.
    """

    name: str
    title: str
    formula: str
    make: Make
    classes: bool

    def samples(self, count: int, noise: float, seed: int) -> tuple[Array, Array]:
        """(count,) inputs and targets, the same for the same seed."""
        import numpy as np

        return self.make(count, noise, np.random.default_rng(seed))


def _none(inputs: Array) -> Array:
    return inputs


def _standard(inputs: Array) -> Array:
    scaled: Array = (inputs - inputs.mean()) / (inputs.std() or 1.0)
    return scaled


def _minmax(inputs: Array) -> Array:
    scaled: Array = (inputs - inputs.min()) / (inputs.max() - inputs.min() or 1.0)
    return scaled


SCALINGS: Mapping[str, Callable[[Array], Array]] = MappingProxyType(
    {"none": _none, "standard": _standard, "minmax": _minmax}
)
"""As they are; to mean 0 and deviation 1 (with n, not n − 1); to [0, 1].

Inputs that are all alike become 0.
"""
