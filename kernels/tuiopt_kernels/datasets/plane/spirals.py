"""Arms that wind about each other, one a class: hard to tell apart, and known for it.

After Lang & Witbrock, Learning to tell two spirals apart, 1988, with fewer turns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet
from tuiopt_kernels.datasets.plane._along import along

if TYPE_CHECKING:
    import numpy as np

TURNS = 2.5
"""Of all arms together, so that neighbouring arms are as far apart whatever their number."""

INNER, OUTER = 0.2, 2.0
"""The radii between which an arm runs."""


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    import numpy as np

    t = along(labels, classes)
    angles = 2.0 * np.pi * (TURNS * t + labels) / classes
    radii = INNER + (OUTER - INNER) * t
    return np.stack((radii * np.cos(angles), radii * np.sin(angles)))


SPEC = PlaneDataSet(
    name="spirals",
    title="Arms of a spiral",
    formula=(
        "r·(cos a, sin a), r = 0.2 + 1.8·t, a = 2π·(2.5·t + label)/classes, t evenly spaced in "
        "[0, 1]; + noise/2·N(0, 1) each"
    ),
    place=place,
    jitter=0.5,
    most_classes=6,
)
