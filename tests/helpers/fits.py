"""Small regressions on data, and the arguments of their driver as the contour lab makes them."""

from __future__ import annotations

from typing import Any

from trial import arguments

from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.minibatches import order
from tuiopt_kernels.regression_surface import RegressionSurface, regression_surface
from tuiopt_kernels.regressions import REGRESSIONS
from tuiopt_kernels.scaling import SCALINGS
from tuiopt_kernels.spec import Optimizer

DATA = {"least-squares": "line", "logistic": "two-groups"}
"""A data set for every kind of regression."""


def fit(kind: str, samples: int = 50, scaling: str = "standard") -> RegressionSurface:
    inputs, targets = DATASETS[DATA[kind]].samples(samples, 0.2, seed=1)
    scaled = SCALINGS[scaling](inputs).applied(inputs)
    return regression_surface(REGRESSIONS[kind], scaled, targets, (0.0, 0.0))


def descending(
    optimizer: Optimizer, surface: RegressionSurface, steps: int, batch_size: int, **options: Any
) -> list[Any]:
    """Fresh arguments for `descent`, with permutations of seed 3."""
    epochs = steps * batch_size // surface.samples + 2
    samples = surface.mean_loss.inputs, surface.mean_loss.targets
    rows = order(surface.samples, batch_size, 3, 0, epochs)
    return [*arguments(optimizer, surface, steps, **options), *samples, rows, batch_size]
