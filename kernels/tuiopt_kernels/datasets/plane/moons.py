"""Two half circles, each with an end inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet
from tuiopt_kernels.datasets.plane._along import along

if TYPE_CHECKING:
    import numpy as np


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    """As `make_moons` of scikit-learn has them, in sklearn/datasets/_samples_generator.py."""
    import numpy as np

    angles = np.pi * along(labels, classes)
    x1, x2 = np.cos(angles), np.sin(angles)
    return np.where(labels == 0, (x1, x2), (1.0 - x1, 0.5 - x2))


SPEC = PlaneDataSet(
    name="moons",
    title="Two half moons",
    formula=(
        "label 0: (cos a, sin a), label 1: (1 − cos a, 0.5 − sin a), a evenly spaced in [0, π]; "
        "+ noise·N(0, 1) each"
    ),
    place=place,
)
