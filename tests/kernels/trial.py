"""Arguments for the trajectory driver, as the contour lab makes them."""

from __future__ import annotations

from typing import Any

import numpy as np

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
) -> list[Any]:
    """Fresh arrays; the default hyperparameters, a border a million domain widths away."""
    (left, right), (bottom, top) = surface.domain
    width, height = right - left, top - bottom
    border = [left - 1e6 * width, right + 1e6 * width, bottom - 1e6 * height, top + 1e6 * height]
    columns = 8 + 2 * len(optimizer.slots) + 2 * len(optimizer.shown)
    draw = np.random.default_rng(5).standard_normal((steps, 2)) * noise
    return [
        np.array(surface.start if start is None else start, dtype=float),
        np.full(steps, alpha),
        draw if noise else np.zeros((1, 2)),
        l2,
        0.0,
        np.array([hyper.default for hyper in surface.params]),
        np.array([hyper.default for hyper in optimizer.hyper]),
        np.array(optimizer.carried, dtype=float),
        np.zeros((len(optimizer.slots), 2)),
        np.array(border),
        np.full((steps, columns), np.nan),
    ]


def same_bits(one: list[Any], other: list[Any]) -> bool:
    """Whether all arrays of two argument lists agree to the last bit, NaN with NaN."""
    arrays = [(a, b) for a, b in zip(one, other, strict=True) if isinstance(a, np.ndarray)]
    return all(np.array_equal(a, b, equal_nan=True) for a, b in arrays)
