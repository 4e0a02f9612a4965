"""A run's path on a map, as the order in which its dots light up.

The path at step t is then a prefix of a sorted list, so a frame costs what changed since the one
before, forward and back, however long the run is.
"""

from __future__ import annotations

from collections.abc import Callable

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

BEAD_EVERY = 5.0
"""Dots from one point to the next from which on the points are told apart."""

SIGN_EVERY = 3
"""Steps from one sign to the next on a path that is drawn in signs."""

NEVER = np.iinfo(np.int32).max

Dots = tuple[Array, Array, Ints]
"""x and y in units of dots, unrounded, and the step of each"""

Stroke = Callable[[Array, Array, Ints, tuple[int, int]], Dots]
"""From consecutive points in units of dots, their steps and the map's size (across, down)."""


class DotPath:
    """The dots of one run under one viewport.

    `mask` is (rows·columns,), the braille byte of every cell at the step last shown.
    """

    def __init__(
        self, viewport: Viewport, x: Array, y: Array, stroke: Stroke | None = None
    ) -> None:
        self._viewport = viewport
        self._stroke = stroke or line
        self.mask: Bytes = np.zeros(viewport.columns * viewport.rows, np.uint8)
        across, down = viewport.dots
        self._lit = np.full(across * down, NEVER, np.int32)
        self._steps = np.empty(0, np.int32)
        self._cells = np.empty(0, np.int64)
        self._bits = np.empty(0, np.uint8)
        self._known = 0
        self._drawn = 0
        self._shown = 0
        self.extend(x, y)

    def extend(self, x: Array, y: Array) -> None:
        """The same path, known further: all its points, of which the first ones stay."""
        before = self._lit.copy()
        for begin in range(max(self._known - 1, 0), max(len(x) - 1, 1), BLOCK):
            self._light(x, y, begin, min(begin + BLOCK, len(x) - 1))
        self._known = max(self._known, len(x))
        fresh = np.flatnonzero((before == NEVER) & (self._lit < NEVER))
        fresh = fresh[np.argsort(self._lit[fresh], kind="stable")]
        row, column = np.divmod(fresh, self._viewport.dots[0])
        cells = (row // DOTS_Y) * self._viewport.columns + column // DOTS_X
        self._steps = np.concatenate((self._steps, self._lit[fresh]))
        self._cells = np.concatenate((self._cells, cells))
        self._bits = np.concatenate((self._bits, BIT[row % DOTS_Y, column % DOTS_X]))

    def show(self, step: int) -> bool:
        """Sets `mask` to the path up to a step; whether it changed."""
        count = int(np.searchsorted(self._steps, step, side="right"))
        changed = slice(min(count, self._shown), max(count, self._shown))
        self._shown = count
        # Every dot is in the list once, so the same operation lights it and puts it out.
        np.bitwise_xor.at(self.mask, self._cells[changed], self._bits[changed])
        return changed.start < changed.stop

    def _light(self, x: Array, y: Array, begin: int, end: int) -> None:
        """Keeps for every dot the first step at which it is on the path."""
        points = slice(begin, end + 1)
        at = self._viewport.to_dots(x[points], y[points])
        steps = np.arange(begin, end + 1)
        size = self._viewport.dots
        dots = self._stroke(*at, steps, size) if self._drawn < LINE_DOTS else (*at, steps)
        self._drawn += len(dots[0])
        index, kept = dot_numbers(dots[0], dots[1], size)
        np.minimum.at(self._lit, index, dots[2][kept].astype(np.int32))


def dot_numbers(x: Array, y: Array, size: tuple[int, int]) -> tuple[Ints, Ints]:
    """The dots that lie on the map, counted row by row, and which of the points those are."""
    across, down = size
    kept = np.flatnonzero((x >= 0) & (x < across) & (y >= 0) & (y < down))
    return y[kept].astype(np.int64) * across + x[kept].astype(np.int64), kept


def segments(x0: Array, y0: Array, x1: Array, y1: Array, size: tuple[int, int]) -> Dots:
    """The dots of straight lines from (x0, y0) to (x1, y1), and of which line each is.

    Cut at the border of the map; a line from outside to outside is not drawn.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        dx, dy = x1 - x0, y1 - y0
    seen = _inside(x0, y0, size) | _inside(x1, y1, size)
    drawn = np.flatnonzero(seen & np.isfinite(dx) & np.isfinite(dy))
    x, y, dx, dy = x0[drawn], y0[drawn], dx[drawn], dy[drawn]
    enter, leave = np.zeros(len(drawn)), np.ones(len(drawn))
    for at, delta, length in ((x, dx, size[0]), (y, dy, size[1])):
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (0.0 - at) / delta, (length - at) / delta
        still = delta == 0.0
        enter = np.maximum(enter, np.where(still, 0.0, np.minimum(one, other)))
        leave = np.minimum(leave, np.where(still, 1.0, np.maximum(one, other)))
    leave = np.maximum(leave, enter)
    extent = np.maximum(np.abs(dx), np.abs(dy)) * (leave - enter)
    count = np.ceil(extent).astype(np.int64) + 1
    which = np.repeat(np.arange(len(drawn)), count)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    share = enter[which] + (leave - enter)[which] * nth / np.maximum(count - 1, 1)[which]
    return x[which] + share * dx[which], y[which] + share * dy[which], drawn[which]


def _inside(x: Array, y: Array, size: tuple[int, int]) -> npt.NDArray[np.bool_]:
    return (x >= 0) & (x < size[0]) & (y >= 0) & (y < size[1])


# Strokes


def line(x: Array, y: Array, steps: Ints, size: tuple[int, int]) -> Dots:
    """One dot wide, from point to point."""
    moved = np.floor(x[1:]) != np.floor(x[:-1])
    moved |= np.floor(y[1:]) != np.floor(y[:-1])
    drawn = np.flatnonzero(moved)
    begin, end = (x[drawn], y[drawn]), (x[drawn + 1], y[drawn + 1])
    line_x, line_y, which = segments(*begin, *end, size)
    first = slice(0, 1 if _inside(x[:1], y[:1], size).any() else 0)
    return (
        np.concatenate((x[first], line_x)),
        np.concatenate((y[first], line_y)),
        np.concatenate((steps[first], steps[drawn + 1][which])),
    )


def thick(x: Array, y: Array, steps: Ints, size: tuple[int, int]) -> Dots:
    """Two dots wide."""
    return widened(line(x, y, steps, size))


def beads(x: Array, y: Array, steps: Ints, size: tuple[int, int]) -> Dots:
    """Four dots around each point that is far enough from the one before."""
    far = np.flatnonzero(np.hypot(np.diff(x), np.diff(y)) >= BEAD_EVERY) + 1
    return widened((x[far] - 0.5, y[far] - 0.5, steps[far]))


def milestones(x: Array, y: Array, steps: Ints, size: tuple[int, int]) -> Dots:
    """Every third point, which has a sign where colours tell nothing."""
    third = steps % SIGN_EVERY == 0
    return x[third], y[third], steps[third]


def widened(dots: Dots) -> Dots:
    """Every dot with its neighbours to the right and below."""
    x, y, steps = dots
    return (
        np.concatenate((x, x + 1, x, x + 1)),
        np.concatenate((y, y, y + 1, y + 1)),
        np.tile(steps, 4),
    )
