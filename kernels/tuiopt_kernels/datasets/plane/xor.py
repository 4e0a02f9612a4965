"""Four squares, one a quadrant: the class says whether the signs of x1 and x2 differ.

No straight line parts them: Minsky & Papert, Perceptrons, 1969.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, Labels, PlaneDataSet

if TYPE_CHECKING:
    import numpy as np


def place(labels: Labels, classes: int, rng: np.random.Generator) -> Array:
    import numpy as np

    right = np.arange(labels.size) // 2 % 2  # of two points of a class one is on each side
    above = right ^ labels
    return rng.uniform(0.2, 1.8, (2, labels.size)) * np.where((right, above), 1.0, -1.0)


SPEC = PlaneDataSet(
    name="xor",
    title="Exclusive or",
    formula=(
        "|x1|, |x2| uniform in [0.2, 1.8), label 0 where the signs agree, 1 where they differ, "
        "as many points a quadrant; + noise·N(0, 1) each"
    ),
    place=place,
)
