"""Points about a line, for least squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuiopt_kernels.data import Array, DataSet

if TYPE_CHECKING:
    import numpy as np


def make(samples: int, noise: float, rng: np.random.Generator) -> tuple[Array, Array]:
    inputs = rng.uniform(0.0, 4.0, samples)
    return inputs, 2.0 * inputs - 1.0 + noise * rng.standard_normal(samples)


SPEC = DataSet(
    name="line",
    title="A line",
    formula="x1 uniform in [0, 4), label = 2·x1 − 1 + noise·N(0, 1)",
    make=make,
    classes=False,
)
