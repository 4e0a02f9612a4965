"""What a data set is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
