"""The vertical axis of a chart: which values it spans, and where they lie on rows of dots."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tuiopt.picture.ticks import Tick, log_outward, log_ticks, outward, ticks

Array = npt.NDArray[np.float64]

WIDE = 20.0
"""Ratio of largest to smallest value from which an axis is logarithmic."""

DEEPEST = 1e-16
"""The lowest value of a logarithmic axis relative to its highest: what float64 resolves."""

ROUNDING = 10
"""A range is rounded outward to tenths of it or so, to change rarely and waste little."""

LEAST = 5e-324
"""What stands for 0 on a logarithmic axis."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` at the bottom to `high` at the top, evenly or evenly in the logarithm."""

    low: float
    high: float
    log: bool = False

    def units(self, values: Array) -> Array:
        """The values in units that lie evenly on the axis, themselves or their log10."""
        return np.log10(np.maximum(values, LEAST)) if self.log else values

    def rows(self, units: Array, down: int) -> Array:
        """The rows of dots, unrounded, from 0 at the top to down − 1.

        Above the axis is −1, below it `down`, however far; NaN stays NaN.
        """
        low, high = self.units(np.array([self.low, self.high])).tolist()
        with np.errstate(over="ignore"):
            half = _half(low, high)
            share = (high / half - units / half) / (high / half - low / half)
            rows: Array = np.clip(share * (down - 1), -1.0, down)
        return rows

    def row(self, value: float, down: int) -> int:
        """The row of dots of a single value, the nearest one if it lies beyond the axis."""
        low, high = self.low, self.high
        if self.log:
            low, high, value = (math.log10(max(v, LEAST)) for v in (low, high, value))
        half = _half(low, high)
        share = (high / half - value / half) / (high / half - low / half)
        return round(min(max(share, 0.0), 1.0) * (down - 1))

    def ticks(self, most: int) -> list[Tick]:
        choose = log_ticks if self.log else ticks
        return choose(self.low, self.high, most)


def _half(low: float, high: float) -> float:
    """What to divide by where the range is wider than the largest float64."""
    return 2.0 if math.isinf(high - low) else 1.0


@lru_cache(maxsize=64)
def linear_scale(low: float, high: float) -> Scale:
    """An even axis that holds a range of finite numbers."""
    return Scale(*outward(low, high, ROUNDING))


@lru_cache(maxsize=64)
def scale(low: float, high: float, least: float) -> Scale:
    """A logarithmic axis for a wide range without negative numbers, else an even one.

    `least` is the smallest positive value, NaN if there is none. Exact zeros, and what is more than
    16 decades below the highest value, are below a logarithmic axis.
    """
    if low >= 0.0 and high / least > WIDE:
        return Scale(*log_outward(max(least, high * DEEPEST), high), log=True)
    return linear_scale(low, high)
