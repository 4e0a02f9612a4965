"""The still part of a map: filled levels and isolines, made once for a view."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import COUNT, Bytes, pack
from tuiopt.app.draw.look import FILL_LEVELS
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y

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
    rows, columns = down // DOTS_Y, across // DOTS_X
    finite = np.isfinite(values)
    low, high = (values[finite].min(), values[finite].max()) if finite.any() else (0.0, 0.0)
    # Halves, because the difference of two large numbers may overflow.
    span = high / 2 - low / 2
    if not span > 0.0:
        return Relief(np.zeros((2 * rows, columns), int), np.zeros((rows, columns), np.uint8))
    share = (np.where(finite, values, high) / 2 - low / 2) / span
    scale = _Scale(share, spacing)
    height = scale.height(share)
    halves = height.reshape(2 * rows, 2, columns, 2).mean(axis=(1, 3))
    fill = np.minimum((halves * FILL_LEVELS).astype(int), FILL_LEVELS - 1)
    levels = [
        _round(low * (1.0 - level) + high * level)
        for level in scale.levels(min(max(rows // ROWS_AN_ISOLINE, 1), MOST_ISOLINES))
    ]
    shares = np.array([(level / 2 - low / 2) / span for level in sorted(set(levels))])
    return Relief(fill, _isolines(share, shares))


class _Scale:
    """Shares of the range to heights, both from 0 to 1: evenly, or evenly in log(1 + share/unit).

    The unit is what the lowest fiftieth of the map spans: below it the scale is linear.
    """

    def __init__(self, share: Array, spacing: Literal["linear", "log"]) -> None:
        lowest = float(np.quantile(share[::4, ::2], 0.02))
        self._unit = max(lowest, 1e-6) if spacing == "log" else math.inf

    def height(self, share: Array) -> Array:
        if math.isinf(self._unit):
            return share
        scaled: Array = np.log1p(share / self._unit) / math.log1p(1.0 / self._unit)
        return scaled

    def levels(self, count: int) -> list[float]:
        """Shares at `count` even heights between 0 and 1."""
        heights = [(i + 1) / (count + 1) for i in range(count)]
        if math.isinf(self._unit):
            return heights
        top = math.log1p(1.0 / self._unit)
        return [self._unit * math.expm1(height * top) for height in heights]


def _round(value: float) -> float:
    """The nearest number that is short to write."""
    if not 1e-300 < abs(value) < 1e300:
        return value
    power = 10.0 ** math.floor(math.log10(abs(value)))
    mantissa = abs(value) / power
    return math.copysign(min((*ROUND, 10.0), key=lambda m: abs(m - mantissa)) * power, value)


def _isolines(share: Array, levels: Array) -> Bytes:
    """A dot stands where the band between two levels differs from that to the right or below."""
    band = np.searchsorted(levels, share)
    dots = np.zeros(share.shape, bool)
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
