"""A ring within a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet
from tuiopt_kernels.datasets.plane._along import along

if TYPE_CHECKING:
    import numpy as np


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    import numpy as np

    radii = np.where(labels == 0, 1.0, 0.5)
    angles = 2.0 * np.pi * along(labels, classes, closed=True)
    return np.stack((radii * np.cos(angles), radii * np.sin(angles)))


SPEC = PlaneDataSet(
    name="circles",
    title="Two circles",
    formula=(
        "r·(cos a, sin a), r = 1 for label 0 and 0.5 for label 1, a evenly spaced in [0, 2π); "
        "+ noise·N(0, 1) each"
    ),
    place=place,
)
