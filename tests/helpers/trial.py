"""Arguments for the trajectory driver, as the contour lab makes them."""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.drivers import Array
from tuiopt_kernels.spec import Optimizer, Surface


def arguments(
    optimizer: Optimizer,
    surface: Surface,
    steps: int,
    alpha: float,
    *,
    l2: float = 0.0,
    noise: float = 0.0,
    start: tuple[float, float] | None = None,
) -> list[Array]:
    """Fresh arrays; the default hyperparameters, a border a million domain widths away."""
    (left, right), (bottom, top) = surface.domain
    width, height = right - left, top - bottom
    border = [left - 1e6 * width, right + 1e6 * width, bottom - 1e6 * height, top + 1e6 * height]
    columns = 8 + 2 * len(optimizer.slots) + 2 * len(optimizer.shown)
    feed = np.zeros((steps if noise else 1, 3))
    feed[:, 0] = alpha
    if noise:
        feed[:, 1:] = np.random.default_rng(5).standard_normal((steps, 2)) * noise
    slots = optimizer.first_slots(alpha)
    params = [hyper.default for hyper in surface.params]
    hyper = [hyper.default for hyper in optimizer.hyper]
    return [
        np.array([0.0, *(start or surface.start), *optimizer.carried, *slots, *slots]),
        np.array([l2, *border, *params, *hyper]),
        feed,
        np.full((steps, columns), np.nan),
    ]


def same_bits(one: list[Array], other: list[Array]) -> bool:
    """Whether all arrays of two argument lists agree to the last bit, NaN with NaN."""
    pairs = zip(one, other, strict=True)
    return all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)
