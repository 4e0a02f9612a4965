"""The shape of a surface over a view: filled levels and isolines, made once for a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import COUNT, Bytes, pack
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.picture.levels import Heights, every_second, levels
from tuiopt.picture.palette import FILL_LEVELS
from tuiopt.scenario.model import Box

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOST_ISOLINES = 11
"""Isolines that a large map aims for."""

ROWS_AN_ISOLINE = 2.5
"""Rows of cells that a smaller map has for each isoline."""

CROWDED = 4
"""A cell with more isoline dots than this shows none: there they say nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Isolines:
    """`dots` is (rows, columns), the dots of each cell as a braille byte; `level` is (rows,
    columns), the index in `levels` that all dots of a cell belong to, −1 for none or several."""

    levels: tuple[float, ...]
    dots: Bytes
    level: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """`fill` is (2·rows, columns), the shade of each half cell of `view`, 0 to FILL_LEVELS − 1.

    `sparse` has every second isoline, that of 0 among them.
    """

    view: Box
    fill: Ints
    isolines: Isolines
    sparse: Isolines

    @property
    def size(self) -> tuple[int, int]:
        """(columns, rows) in cells."""
        rows, columns = self.isolines.dots.shape
        return columns, rows

    @property
    def levels(self) -> tuple[float, ...]:
        """The values that isolines stand for, ascending."""
        return self.isolines.levels


def relief(values: Array, spacing: Literal["linear", "log"], view: Box) -> Relief:
    """From f at every dot, (4·rows, 2·columns). Values that are not finite count as the highest."""
    down, across = values.shape
    rows, columns = down // DOTS_Y, across // DOTS_X
    finite = np.isfinite(values)
    low, high = (values[finite].min(), values[finite].max()) if finite.any() else (0.0, 0.0)
    # Halves, because the difference of two large numbers may overflow.
    span = high / 2 - low / 2
    if not span > 0.0:
        none = _isolines(np.zeros(values.shape), (), np.array([]))
        return Relief(view, np.zeros((2 * rows, columns), np.int64), none, none)
    share = (np.where(finite, values, high) / 2 - low / 2) / span
    heights = Heights(share[::DOTS_Y, ::DOTS_X], spacing)
    halves = heights.of(share).reshape(2 * rows, 2, columns, 2).mean(axis=(1, 3))
    fill = np.minimum((halves * FILL_LEVELS).astype(np.int64), FILL_LEVELS - 1)
    count = min(max(int(rows / ROWS_AN_ISOLINE), 1), MOST_ISOLINES)
    at = levels(low, high, heights, count)
    shares = np.array([(level / 2 - low / 2) / span for level in at])
    second = every_second(at)
    return Relief(
        view,
        fill,
        _isolines(share, at, shares),
        _isolines(share, at[second], shares[second]),
    )


def _isolines(share: Array, levels: tuple[float, ...], shares: Array) -> Isolines:
    """A dot stands where the band between two levels differs from that to the right or below."""
    band = np.searchsorted(shares, share)
    lowest, highest = band.copy(), band.copy()
    for here, there in (
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        lowest[here] = np.minimum(lowest[here], band[there])
        highest[here] = np.maximum(highest[here], band[there])
    dots = thin(lowest < highest)
    packed = pack(dots)
    packed[COUNT[packed] > CROWDED] = 0
    # Level k parts band k from band k + 1.
    first = _of_cells(np.where(dots, lowest, len(levels)), np.minimum)
    last = _of_cells(np.where(dots, highest - 1, -1), np.maximum)
    return Isolines(levels, packed, np.where((packed > 0) & (first == last), first, -1))


def thin(dots: Bools) -> Bools:
    """Dots of a line, thinner: without corners of an L, which have dots to the right and above."""
    corner = dots.copy()
    corner[:, :-1] &= dots[:, 1:]
    corner[:, -1] = False
    corner[1:, :] &= dots[:-1, :]
    corner[0, :] = False
    return dots & ~corner


def _of_cells(dots: Ints, reduce: np.ufunc) -> Ints:
    """(4·rows, 2·columns) numbers to (rows, columns)."""
    down, across = dots.shape
    cells = dots.reshape(down // DOTS_Y, DOTS_Y, across // DOTS_X, DOTS_X)
    reduced: Ints = reduce.reduce(reduce.reduce(cells, axis=3), axis=1)
    return reduced
