"""The still part of a map: filled levels and isolines, made once for a view."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import COUNT, Bytes, pack
from tuiopt.app.draw.look import FILL_LEVELS
from tuiopt.app.draw.viewport import DOTS_Y

Array = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int64]

MOST_ISOLINES = 11
"""Isolines that a large map aims for."""

ROWS_AN_ISOLINE = 4
"""Rows of cells that a smaller map has for each isoline."""

ROUND = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Mantissas of the values that isolines stand for."""

CROWDED = 4
"""A cell with more isoline dots than this shows none: there they say nothing."""


@dataclass(frozen=True, slots=True)
class Relief:
    """`fill` is (2·rows, columns), the shade of each half cell, 0 to FILL_LEVELS − 1;
    `isolines` is (rows, columns), the dots of each cell as a braille byte."""

    fill: Levels
    isolines: Bytes

    @property
    def size(self) -> tuple[int, int]:
        """(columns, rows) in cells."""
        rows, columns = self.isolines.shape
        return columns, rows


def relief(values: Array, spacing: Literal["linear", "log"]) -> Relief:
    """From f at every dot, (4·rows, 2·columns). Values that are not finite count as the highest."""
    down, across = values.shape
    finite = np.isfinite(values)
    low = float(values[finite].min()) if finite.any() else 0.0
    high = float(values[finite].max()) if finite.any() else 0.0
    # Halves, because the difference of two large numbers may overflow.
    if not high / 2 - low / 2 > 0.0:
        return Relief(
            np.zeros((down // 2, across // 2), int), np.zeros((down // 4, across // 2), np.uint8)
        )
    values = np.where(finite, values, high)
    scale = _Scale(values, low, high, spacing)
    height = scale(values)
    halves = height.reshape(down // 2, 2, across // 2, 2).mean(axis=(1, 3))
    fill = np.minimum((halves * FILL_LEVELS).astype(int), FILL_LEVELS - 1)
    count = min(max(down // DOTS_Y // ROWS_AN_ISOLINE, 1), MOST_ISOLINES)
    return Relief(fill, _isolines(height, scale(np.array(scale.isoline_values(count)))))


class _Scale:
    """Values to heights from 0 to 1: evenly, or evenly in log(1 + (f − low)/unit)."""

    def __init__(self, values: Array, low: float, high: float, spacing: str) -> None:
        self.low = low
        self.high = high
        # The unit is what the lowest fiftieth of the map spans: below it the scale is linear.
        unit = float(np.quantile(values[::4, ::2] / 2, 0.02) - low / 2) * 2
        self.unit = max(unit, (high / 2 - low / 2) * 2e-6) if spacing == "log" else math.inf

    def __call__(self, values: Array) -> Array:
        span = self.high / 2 - self.low / 2
        if math.isinf(self.unit) or not math.isfinite(span * 2 / self.unit):
            return (values / 2 - self.low / 2) / span
        top = math.log1p((self.high - self.low) / self.unit)
        scaled: Array = np.log1p((values - self.low) / self.unit) / top
        return scaled

    def value(self, height: float) -> float:
        span = self.high / 2 - self.low / 2
        if math.isinf(self.unit) or not math.isfinite(span * 2 / self.unit):
            return self.low + 2 * span * height
        top = math.log1p((self.high - self.low) / self.unit)
        return self.low + self.unit * math.expm1(height * top)

    def isoline_values(self, count: int) -> list[float]:
        """At most `count` round values, about evenly in height."""
        wanted = (self.value((i + 1) / (count + 1)) for i in range(count))
        return sorted({_round(value) for value in wanted if self.low < value < self.high})


def _round(value: float) -> float:
    """The nearest number that is short to write."""
    if value == 0.0 or not math.isfinite(value):
        return value
    power = 10.0 ** math.floor(math.log10(abs(value)))
    if power == 0.0 or not math.isfinite(power):
        return value
    mantissa = abs(value) / power
    return math.copysign(min((*ROUND, 10.0), key=lambda m: abs(m - mantissa)) * power, value)


def _isolines(height: Array, levels: Array) -> Bytes:
    """A dot stands where the band differs from that to the right or below."""
    band = np.searchsorted(np.sort(levels), height)
    dots = np.zeros(height.shape, bool)
    dots[:, :-1] |= band[:, :-1] != band[:, 1:]
    dots[:-1, :] |= band[:-1, :] != band[1:, :]
    # Corners of an L: a dot with a neighbour to its right and one above would make the line thick.
    corner = dots.copy()
    corner[:, :-1] &= dots[:, 1:]
    corner[:, -1] = False
    corner[1:, :] &= dots[:-1, :]
    corner[0, :] = False
    packed = pack(dots & ~corner)
    packed[COUNT[packed] > CROWDED] = 0
    return packed
