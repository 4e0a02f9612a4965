"""A plotting area: curves, bands and points in dots of braille, a colour for each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import BIT, Bools, pack
from tuiopt.app.draw.chart.cells import Codes, Inks, put
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.picture.scale import Scale
from tuiopt.picture.ticks import Tick

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BRAILLE = 0x2800

GUTTER = 7
"""Cells left of the plot, for the labels of the vertical axis."""

TICK_ROWS = 2
"""Rows of the plot that a label of the vertical axis takes."""

LOG_TICK_ROWS = 1.5
"""The same of a logarithmic axis, on which 1, 2 and 5 do not lie evenly."""

TICK_COLUMNS = 8
"""Columns that a label of the horizontal axis takes."""

ROUGH = 0.3
"""Turns of a curve relative to its moves, from which on it is rough."""

SIGN_EVERY = 6
"""Columns from sign to sign of a curve that is drawn in signs."""

DOTTED = 3
"""Every how many dots of a dotted line there is one."""

GRID = 2
"""Every how many columns a grid line has a dot."""


@dataclass(frozen=True, slots=True)
class Place:
    """A plot on `width` × `height` cells: the gutter left of it, a row of labels below."""

    width: int
    height: int
    reserve: int = 0
    """Columns kept free at the right, for labels at the curves' ends."""

    @property
    def columns(self) -> int:
        return self.width - GUTTER - self.reserve

    @property
    def rows(self) -> int:
        return self.height - 1

    @property
    def across(self) -> int:
        """Columns of dots."""
        return self.columns * DOTS_X

    @property
    def down(self) -> int:
        """Rows of dots."""
        return self.rows * DOTS_Y

    def inside(self, cells: Codes) -> Codes:
        """The plot alone, a view of the cells of it all."""
        return cells[: self.rows, GUTTER : GUTTER + self.columns]


def line(rows: Array, down: int) -> Bools:
    """(down, across): a connected line through the row of dots of each column, NaN left out."""
    known = np.isfinite(rows)
    at = np.rint(np.where(known, rows, 0.0)).astype(np.int64)
    before = np.concatenate((at[:1], at[:-1]))
    before = np.where(np.concatenate((known[:1], known[:-1])), before, at)
    # Joined to the column before, never to the one after: the line can be cut anywhere.
    return _between(np.minimum(at, before + 1), np.maximum(at, before - 1), known, down)


def dotted(rows: Array, down: int) -> Bools:
    """(down, across): every third dot of such a line, counted along it."""
    known = np.isfinite(rows)
    at = np.rint(np.where(known, rows, 0.0)).astype(np.int64)
    steps = np.maximum(np.abs(at - np.concatenate((at[:1], at[:-1]))), 1)
    along = np.cumsum(steps) - np.abs(np.arange(down)[:, np.newaxis] - at)
    every: Bools = along % DOTTED == 0
    return line(rows, down) & every


def dashes(rows: Array, down: int) -> Bools:
    """(down, across): the row of dots of each column, not connected, NaN left out."""
    return points(rows, np.arange(len(rows)), down, len(rows))


def rough(rows: Array) -> bool:
    """Whether a curve goes up and down so often that its connecting lines would hide others."""
    moves = np.diff(rows[np.isfinite(rows)])
    up = moves[moves != 0.0] > 0.0
    return int((up[1:] != up[:-1]).sum()) > ROUGH * len(up)


def hatch(top: Array, bottom: Array, down: int) -> Bools:
    """(down, across): sparse dots between two rows of dots in each column, NaN left out."""
    known = np.isfinite(top) & np.isfinite(bottom)
    first = np.rint(np.where(known, top, 0.0)).astype(np.int64)
    last = np.rint(np.where(known, bottom, 0.0)).astype(np.int64)
    row, column = np.ogrid[:down, : len(top)]
    sparse: Bools = (row + 2 * column) % 4 == 0
    return _between(first, last, known, down) & sparse


def points(rows: Array, columns: Ints, down: int, across: int) -> Bools:
    """(down, across): a dot for each row and column of dots; NaN and what is beyond left out."""
    known = (rows > -0.5) & (rows < down - 0.5)
    dots = np.zeros((down, across), np.bool_)
    dots[np.rint(rows[known]).astype(np.int64), columns[known]] = True
    return dots


def _between(first: Ints, last: Ints, known: Bools, down: int) -> Bools:
    row = np.arange(down)[:, np.newaxis]
    between: Bools = (row >= first) & (row <= last) & known
    return between


def draw(cells: Codes, dots: Bools, ink: int | Codes, letter: str = "") -> None:
    """Puts dots over cells; a cell that has any shows these alone, so that lines cross cleanly.

    `cells` is (rows, columns), `dots` 4 × 2 of each, `ink` one for all or one for each cell; where
    there is no braille, a letter stands for whatever dots.
    """
    mask = pack(dots)
    glyphs = np.uint32(ord(letter)) if letter else mask.astype(np.uint32) + np.uint32(BRAILLE)
    np.copyto(cells, glyphs + np.asarray(ink, np.uint32), where=mask > 0)


def draw_signs(cells: Codes, rows: Array, slot: int, code: int) -> None:
    """A curve as its sign every few columns, those of different runs not in the same ones."""
    every = DOTS_X * SIGN_EVERY
    for dot in range(DOTS_X * slot % every, len(rows), every):
        if 0 <= rows[dot] < DOTS_Y * len(cells):
            cells[int(rows[dot]) // DOTS_Y, dot // DOTS_X] = code


def axes(inks: Inks, place: Place, steps: Steps, scale: Scale, marks: list[Tick]) -> Codes:
    """(height, width) cells: labels of both axes, and a faint grid line at each mark."""
    look = inks.look
    cells = inks.blank(place.height, place.width)
    plot = place.inside(cells)
    grid = inks.ink(look.palette.rule)
    labelled = set()
    for tick in marks:
        row, dot = divmod(scale.row(tick.value, place.down), DOTS_Y)
        if row in labelled:
            continue
        labelled.add(row)
        label = look.text(tick.label)
        if len(label) < GUTTER:
            put(cells[row], GUTTER - 1 - len(label), label, inks.plain)
        if not look.signs.ascii_only:
            plot[row, ::GRID] = BRAILLE + int(BIT[dot, 0]) + grid
    for tick in steps.ticks(max(place.columns // TICK_COLUMNS, 2)):
        column = GUTTER + steps.column(round(tick.value)) // DOTS_X
        begin = min(column - len(tick.label) // 2, place.width - len(tick.label))
        put(cells[place.rows], begin, tick.label, inks.plain)
    return cells


def marks(scale: Scale, place: Place) -> list[Tick]:
    """The ticks of the vertical axis, as many as its rows hold."""
    each = LOG_TICK_ROWS if scale.log else TICK_ROWS
    return scale.ticks(max(int(place.rows / each), 2))


def cut(place: Place, empty: Codes, drawn: Codes, column: int, ink: int) -> Codes:
    """The cells as drawn left of the cursor's column, empty behind it, with a line in it."""
    cells = empty.copy()
    plot = place.inside(cells)
    plot[:, :column] = place.inside(drawn)[:, :column]
    plot[:, column] = ink
    return cells
