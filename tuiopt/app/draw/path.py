"""A run's path on a map, as the order in which its dots light up.

The path at step t is then a prefix of a sorted list, so a frame costs what changed since the one
before, forward and back, however long the run is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import BIT, Bytes
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BLOCK = 20_000
"""Steps that are turned into dots at once, to bound the memory."""

LINE_DOTS = 2_000_000
"""Dots of lines that a path may take; a path that is longer than this is continued in points."""

NEVER = np.iinfo(np.int32).max


class DotPath:
    """The dots of one run under one viewport.

    `mask` is (rows·columns,), the braille byte of every cell at the step last shown.
    """

    def __init__(self, viewport: Viewport, x: Array, y: Array) -> None:
        self._columns = viewport.columns
        self.mask: Bytes = np.zeros(viewport.columns * viewport.rows, np.uint8)
        lit = _first_lit(viewport, x, y)
        dots = np.flatnonzero(lit < NEVER)
        dots = dots[np.argsort(lit[dots], kind="stable")]
        across = viewport.dots[0]
        row, column = np.divmod(dots, across)
        self._steps = lit[dots]
        self._cells = (row // DOTS_Y) * viewport.columns + column // DOTS_X
        self._bits = BIT[row % DOTS_Y, column % DOTS_X]
        self._shown = 0

    def show(self, step: int) -> Ints:
        """Sets `mask` to the path up to a step; the rows of cells that changed."""
        count = int(np.searchsorted(self._steps, step, side="right"))
        changed = slice(min(count, self._shown), max(count, self._shown))
        self._shown = count
        cells = self._cells[changed]
        # Every dot is in the list once, so the same operation lights it and puts it out.
        np.bitwise_xor.at(self.mask, cells, self._bits[changed])
        return np.unique(cells // self._columns)


def _first_lit(viewport: Viewport, x: Array, y: Array) -> npt.NDArray[np.int32]:
    """(dots,): the step at which each dot is first on the path, NEVER for those off it."""
    across, down = viewport.dots
    lit = np.full(across * down, NEVER, np.int32)
    drawn = 0
    for begin in range(0, max(len(x) - 1, 1), BLOCK):
        end = min(begin + BLOCK, len(x) - 1)
        dot_x, dot_y = viewport.to_dots(x[begin : end + 1], y[begin : end + 1])
        steps = np.arange(begin, end + 1)
        if drawn < LINE_DOTS:
            line_x, line_y, line_steps = _lines(dot_x, dot_y, steps, across, down)
            drawn += len(line_x)
        else:
            line_x, line_y, line_steps = dot_x, dot_y, steps
        inside = (line_x >= 0) & (line_x < across) & (line_y >= 0) & (line_y < down)
        columns = line_x[inside].astype(np.int64)
        rows = line_y[inside].astype(np.int64)
        np.minimum.at(lit, rows * across + columns, line_steps[inside].astype(np.int32))
    return lit


def _lines(x: Array, y: Array, steps: Ints, across: int, down: int) -> tuple[Array, Array, Ints]:
    """The points in units of dots with the lines between them, each with its step.

    A line that leaves the view is cut at the border; one from outside to outside is not drawn.
    """
    inside = (x >= 0) & (x < across) & (y >= 0) & (y < down)
    moved = (np.floor(x[1:]) != np.floor(x[:-1])) | (np.floor(y[1:]) != np.floor(y[:-1]))
    drawn = np.flatnonzero(moved & (inside[1:] | inside[:-1]))
    x0, y0, dx, dy = x[drawn], y[drawn], x[drawn + 1] - x[drawn], y[drawn + 1] - y[drawn]
    enter, leave = np.zeros(len(drawn)), np.ones(len(drawn))
    for at, delta, size in ((x0, dx, across), (y0, dy, down)):
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (0.0 - at) / delta, (size - at) / delta
        still = delta == 0.0
        enter = np.maximum(enter, np.where(still, 0.0, np.minimum(one, other)))
        leave = np.minimum(leave, np.where(still, 1.0, np.maximum(one, other)))
    leave = np.maximum(leave, enter)
    length = np.maximum(np.abs(dx), np.abs(dy)) * (leave - enter)
    count = np.ceil(length).astype(np.int64) + 1
    which = np.repeat(np.arange(len(drawn)), count)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    share = enter[which] + (leave - enter)[which] * nth / np.maximum(count - 1, 1)[which]
    line_x, line_y = x0[which] + share * dx[which], y0[which] + share * dy[which]
    return (
        np.concatenate((x[:1], line_x)),
        np.concatenate((y[:1], line_y)),
        np.concatenate((steps[:1], steps[drawn + 1][which])),
    )
