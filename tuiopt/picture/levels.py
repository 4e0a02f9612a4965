"""How high the values of a surface are drawn, and at which ones isolines stand."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Mantissas of the values that isolines stand for."""

NEAR_ZERO = 0.04
"""A level that is nearer to 0 than this share of half the range is meant to be 0."""


class Heights:
    """Shares of the range to heights, both from 0 to 1: evenly, or evenly in log(1 + share/unit).

    The unit is what the lowest fiftieth of the surface spans: below it the scale is linear.

    Parameters
    ----------
    shares : of values evenly over the surface
    """

    def __init__(self, shares: Array, spacing: Literal["linear", "log"]) -> None:
        lowest = float(np.quantile(shares, 0.02))
        self._unit = max(lowest, 1e-6) if spacing == "log" else math.inf

    def of(self, shares: Array) -> Array:
        if math.isinf(self._unit):
            return shares
        scaled: Array = np.log1p(shares / self._unit) / math.log1p(1.0 / self._unit)
        return scaled

    def even(self, count: int) -> list[float]:
        """Shares at `count` even heights between 0 and 1."""
        heights = [(i + 1) / (count + 1) for i in range(count)]
        if math.isinf(self._unit):
            return heights
        top = math.log1p(1.0 / self._unit)
        return [self._unit * math.expm1(height * top) for height in heights]


def levels(low: float, high: float, heights: Heights, count: int) -> tuple[float, ...]:
    """Values for about so many isolines between the lowest and the highest, ascending.

    They are short to write, and nearly at even heights.
    """
    around_zero = low < 0.0 < high
    if around_zero:
        count |= 1  # One is in the middle: where heights and depths are equal, it is 0.
    exact = [float(low * (1.0 - share) + high * share) for share in heights.even(count)]
    # Halves, because the difference of two large numbers may overflow.
    near = NEAR_ZERO * (high / 2 - low / 2) if around_zero else 0.0
    return tuple(sorted({_round(level) if abs(level) > near else 0.0 for level in exact}))


def every_second(levels: tuple[float, ...]) -> slice:
    """Which of the levels are kept where there is room for half of them; 0 is, if it is one."""
    kept = levels.index(0.0) if 0.0 in levels else len(levels) + 1
    return slice(kept % 2, None, 2)


def _round(value: float) -> float:
    """The nearest number that is short to write."""
    if not 1e-300 < abs(value) < 1e300:
        return value
    power = 10.0 ** math.floor(math.log10(abs(value)))
    mantissa = abs(value) / power
    return math.copysign(min((*ROUND, 10.0), key=lambda m: abs(m - mantissa)) * power, value)
