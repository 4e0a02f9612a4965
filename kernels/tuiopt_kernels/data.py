"""What a data set is: samples of one input for regressions, of two inputs for networks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # what only lists data sets needs no NumPy
    import numpy as np
    import numpy.typing as npt

Array: TypeAlias = "npt.NDArray[np.float64]"
Labels: TypeAlias = "npt.NDArray[np.int64]"

SAMPLES = 1000
NOISE = 0.2
CLASSES = 2
"""What is drawn unless something else is asked for."""

Make: TypeAlias = "Callable[[int, float, np.random.Generator], tuple[Array, Array]]"
"""`make(samples, noise, rng) -> (inputs, targets)`, (samples,) float64 each."""

Place: TypeAlias = "Callable[[Labels, int, np.random.Generator], Array]"
"""`place(labels, classes, rng) -> inputs`, (2, m) float64 for (m,) labels: where points would be
without noise. The labels are those of `PlaneDataSet.samples`."""


def same(one: Array | Labels, other: Array | Labels) -> bool:
    """Whether two arrays have the same numbers, of the same type and in the same shape."""
    import numpy as np

    return one.dtype == other.dtype and np.array_equal(one, other)


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


@dataclass(frozen=True, slots=True)
class PlaneDataSet:
    """Points of the plane in two or more classes, each where `place` has it, then jittered.

    `formula` says where points lie, jitter included: `jitter` · noise is the deviation of the
    normal numbers that are added to both inputs. `most_classes` is how many classes there may be,
    from two.
    """

    name: str
    title: str
    formula: str
    place: Place
    jitter: float = 1.0
    most_classes: int = 2

    def samples(self, count: int, noise: float, classes: int, seed: int) -> tuple[Array, Labels]:
        """(2, count) float64 inputs, x1 and x2, and (count,) int64 labels, the same for a seed.

        Labels are 0, 1, ..., classes − 1, 0, 1, ...: as many of one as of another, to within one,
        in whatever the samples begin with too.
        """
        import numpy as np

        rng = np.random.default_rng(seed)
        labels = np.arange(count) % classes
        inputs = self.place(labels, classes, rng)
        return inputs + self.jitter * noise * rng.standard_normal(inputs.shape), labels
