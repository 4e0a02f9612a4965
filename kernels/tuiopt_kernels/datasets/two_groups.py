"""Two groups of points that overlap the more, the more noise there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, DataSet

if TYPE_CHECKING:
    import numpy as np


def make(samples: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    import numpy as np

    labels = np.arange(samples, dtype=np.float64) % 2.0
    return 0.8 + 0.4 * labels + noise * rng.standard_normal(samples), labels


SPEC = DataSet(
    name="two-groups",
    title="Two groups",
    formula="label 0, 1, 0, 1, ..., x1 = 0.8 + 0.4·label + noise·N(0, 1)",
    make=make,
    classes=True,
)
