"""Two normal distributions that overlap, so that even the best classifier errs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet

if TYPE_CHECKING:
    import numpy as np


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    import numpy as np

    return np.where(labels == 0, [[-0.3], [-0.4]], [[0.3], [0.4]])


SPEC = PlaneDataSet(
    name="gauss",
    title="Two overlapping groups",
    formula=(
        "label 0: (−0.3, −0.4), label 1: (0.3, 0.4); + 2.5·noise·N(0, 1) each: the best "
        "classifier errs in Φ(−0.2/noise), 0.159 at noise 0.2"
    ),
    place=place,
    jitter=2.5,
)
