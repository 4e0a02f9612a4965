"""The still part of a map: shades, isolines with their values, minima, saddles and starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rich.segment import Segment
from textual.strip import Strip

from tuiopt.app.draw.braille import CHARACTERS, Bytes
from tuiopt.app.draw.look import Look, style
from tuiopt.app.draw.map.labels import labels
from tuiopt.app.draw.map.relief import Relief
from tuiopt.app.draw.viewport import Viewport
from tuiopt.picture.color import Rgb
from tuiopt.scenario.model import Point

Bools = npt.NDArray[np.bool_]

ANCHOR = (0.62, 0.3)
"""Around which point of the map the numbers of the isolines gather, where the start is at left."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The points of a plane that have a sign, drawn over each other in this order."""

    saddles: tuple[Point, ...]
    minima: tuple[Point, ...]
    starts: tuple[Point, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A segment for each cell, row by row, and what else is drawn over has to know.

    `under` is the ground's colour below dots and signs, `dots` the isolines' braille bytes, `fixed`
    tells the cells with a sign that no path covers; all by the number of the cell. `digits` has,
    for the cells that a number of an isoline takes, what they show of it and all its cells: it is
    there as a whole or, where something covers a part of it, not at all.
    """

    columns: int
    cells: list[Segment]
    under: list[Rgb]
    dots: list[int]
    fixed: Bools
    digits: dict[int, tuple[Segment, range]]

    @property
    def written(self) -> Bools:
        """The cells in which, or next to which, another word would be misread."""
        taken = self.fixed.copy()
        for at in self.digits:
            taken[max(at - 1, 0) : at + 2] = True
        return taken


def ground(relief: Relief, look: Look, landmarks: Landmarks) -> Ground:
    """The map before any run has moved."""
    viewport = Viewport(relief.view, *relief.size)
    columns, rows = relief.size
    signs = _signs(viewport, look, landmarks)
    lines = relief.sparse if look.palette.heavy else relief.isolines
    right = any(viewport.cell(x, y)[0] > columns / 2 for x, y in landmarks.starts)
    anchor = (columns * (1 - ANCHOR[0] if right else ANCHOR[0]), rows * ANCHOR[1])
    made = _shaded(relief, look, lines.dots)
    for row, column, text in labels(lines, list(signs), anchor):
        word = look.text(text)
        numbers = range(row * columns + column, row * columns + column + len(word))
        for at, char in zip(numbers, word, strict=True):
            ink = style(look.palette.muted, made.under[at], look.palette.heavy)
            made.digits[at] = Segment(char, ink), numbers
    for (column, row), sign in signs.items():
        at = row * columns + column
        made.cells[at] = Segment(sign, style(look.palette.bright, made.under[at], True))
        made.fixed[at] = True
    return made


def _signs(viewport: Viewport, look: Look, landmarks: Landmarks) -> dict[tuple[int, int], str]:
    """By (column, row)."""
    signs = {}
    for sign, points in (
        (look.signs.saddle, landmarks.saddles),
        (look.signs.minimum, landmarks.minima),
        (look.signs.start, landmarks.starts),
    ):
        for x, y in points:
            column, row, inside = viewport.cell(x, y)
            if inside:
                signs[column, row] = sign
    return signs


def _shaded(relief: Relief, look: Look, isolines: Bytes) -> Ground:
    """Two shades a cell in half blocks, or isoline dots on their mean."""
    palette = look.palette
    columns, rows = relief.size
    upper, lower = relief.fill[0::2].ravel().tolist(), relief.fill[1::2].ravel().tolist()
    dots = isolines.ravel().tolist()
    cells, under = [], []
    for high, low, byte in zip(upper, lower, dots, strict=True):
        mean = (high + low) // 2
        shade = palette.fill[mean] if look.fill else palette.bg
        under.append(shade)
        if byte:
            tint = palette.isoline[mean] if look.fill else palette.faint
            char = "'" if look.signs.ascii_only else CHARACTERS[byte]
            cells.append(Segment(char, style(tint, shade)))
        elif high == low or not look.fill or look.signs.ascii_only:
            cells.append(Segment(" ", style(shade, shade)))
        else:
            cells.append(Segment("▀", style(palette.fill[high], palette.fill[low])))
    return Ground(columns, cells, under, dots, np.zeros(rows * columns, bool), {})


def to_strip(cells: Sequence[Segment]) -> Strip:
    """A row of cells, neighbours of one style joined."""
    joined: list[Segment] = []
    text, last, several = "", None, False
    for cell in cells:
        # Styles come out of a cache: equal ones are the same.
        if cell[1] is last:
            text += cell[0]
            several = True
            continue
        if several:
            joined[-1] = Segment(text, last)
        joined.append(cell)
        text, last, several = cell[0], cell[1], False
    if several:
        joined[-1] = Segment(text, last)
    return Strip(joined, len(cells))
