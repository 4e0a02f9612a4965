"""Where isolines carry their values: once each, where there is room for the number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.map.relief import Isolines
from tuiopt.picture.numbers import setting

Bools = npt.NDArray[np.bool_]

LEAST_CELLS = 3
"""An isoline needs so many times as many cells as its number, or it would vanish behind it."""

OFF_LINE = 3.0
"""How many cells farther from the others a number may stand to have its line at each digit."""

Label = tuple[int, int, str]
"""row, column of the first cell, text"""


def labels(
    isolines: Isolines, taken: list[tuple[int, int]], anchor: tuple[float, float]
) -> list[Label]:
    """A number on each isoline, as near to `anchor` (column, row) as it goes.

    None comes near to a cell in `taken` (column, row), to another line or to another number; where
    that cannot be, the isoline has none.
    """
    rows, columns = isolines.dots.shape
    blocked = np.zeros((rows, columns), bool)
    for column, row in taken:
        _block(blocked, row, column, 1)
    made: list[Label] = []
    for k, level in enumerate(isolines.levels):
        text = setting(level)
        own = isolines.level == k
        if own.sum() < LEAST_CELLS * len(text):
            continue
        place = _place(own, blocked | ((isolines.dots > 0) & ~own), len(text), anchor)
        if place is not None:
            row, column = place
            made.append((row, column, text))
            _block(blocked, row, column, len(text))
    return made


def _block(blocked: Bools, row: int, column: int, length: int) -> None:
    """No number may come to a cell next to these."""
    blocked[max(row - 1, 0) : row + 2, max(column - 2, 0) : column + length + 2] = True


def _place(
    own: Bools, blocked: Bools, length: int, anchor: tuple[float, float]
) -> tuple[int, int] | None:
    """Where a number of that length stands best, as (row, column), not at the map's very edge."""
    rows, columns = own.shape
    firsts = columns - length - 1
    if firsts < 1:
        return None
    # Sums over windows: the number's cells, and those with one more at either side.
    on_line = _windows(own, length)[:, 1 : firsts + 1]
    free = _windows(blocked, length + 2)[:, :firsts] == 0
    row, column = np.mgrid[0:rows, 1 : firsts + 1]
    # A cell is twice as high as wide.
    distance = np.hypot(column + length / 2 - anchor[0], 2.0 * (row + 0.5 - anchor[1]))
    cost = np.where(free & (on_line > 0), distance + OFF_LINE * (length - on_line), np.inf)
    best = int(np.argmin(cost))
    if not np.isfinite(cost.flat[best]):
        return None
    return best // firsts, best % firsts + 1


def _windows(marked: Bools, length: int) -> npt.NDArray[np.int64]:
    """How many of `length` cells from each one on are marked: (rows, columns − length + 1)."""
    sums = np.cumsum(np.pad(marked, ((0, 0), (1, 0))), axis=1)
    return sums[:, length:] - sums[:, :-length]
