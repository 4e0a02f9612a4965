"""Round groups side by side on a circle, one a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet

if TYPE_CHECKING:
    import numpy as np


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    import numpy as np

    radius = 0.5 / np.sin(np.pi / classes)
    angles = 2.0 * np.pi * labels / classes
    return np.stack((radius * np.cos(angles), radius * np.sin(angles)))


SPEC = PlaneDataSet(
    name="blobs",
    title="Groups on a circle",
    formula=(
        "r·(cos a, sin a), a = 2π·label/classes, r = 0.5/sin(π/classes): centres 1 apart; "
        "+ noise·N(0, 1) each: at noise 0.2 few lie nearer to another centre"
    ),
    place=place,
    most_classes=6,
)
