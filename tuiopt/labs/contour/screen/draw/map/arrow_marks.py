"""Arrows as cells of a map: bodies in dots, tips, and their names beside these."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import BIT, CHARACTERS
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.path import dot_numbers, segments, widened
from tuiopt.app.draw.map.picture import Marks
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt.labs.contour.screen.draw.map.arrow import Arrow

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DOTTED = 4
"""Dots from one to the next of a dotted arrow."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Where an arrow ends on the map; `octant` is its direction, counter-clockwise from east."""

    name: str
    column: int
    row: int
    octant: int


def lay(
    look: Look, viewport: Viewport, arrows: Sequence[Arrow], grown: float = 1.0
) -> tuple[Marks, list[Tip]]:
    """Bodies and tips, both cut at the map's edge; an arrow that does not touch it has none.

    `grown` is the share of what is drawn of them that is there yet, from their beginning.
    """
    marks: Marks = {}
    tips: list[Tip] = []
    if not arrows:
        return marks, tips
    ends = np.array([(*arrow.begin, *arrow.tip) for arrow in arrows])
    begin_x, begin_y = viewport.to_dots(ends[:, 0], ends[:, 1])
    tip_x, tip_y = viewport.to_dots(ends[:, 2], ends[:, 3])
    x, y, which = segments(begin_x, begin_y, tip_x, tip_y, viewport.dots)
    bodies = []
    for i, arrow in enumerate(arrows):
        own = np.flatnonzero(which == i)
        if not len(own):
            continue
        own = own[: math.ceil(grown * len(own))]
        bodies.append(_body(arrow, x[own], y[own]))
        column = int(x[own[-1]]) // DOTS_X
        row = int(y[own[-1]]) // DOTS_Y
        # Dots count downwards.
        angle = math.atan2(begin_y[i] - tip_y[i], tip_x[i] - begin_x[i])
        tips.append(
            Tip(
                look.text(arrow.name),
                min(max(column, 0), viewport.columns - 1),
                min(max(row, 0), viewport.rows - 1),
                round(angle / (math.pi / 4)) % 8,
            )
        )
    for at, byte in _packed(viewport, bodies).items():
        char = ":" if look.signs.ascii_only else CHARACTERS[byte]
        marks[at] = (char, look.palette.bright, None, False)
    for tip in tips:
        sign = look.signs.tips[tip.octant]
        marks[tip.row * viewport.columns + tip.column] = (sign, look.palette.bright, None, True)
    return marks, tips


def _body(arrow: Arrow, x: Array, y: Array) -> tuple[Array, Array]:
    """The dots of an arrow, in its style; none beside the tip."""
    x, y = x[: -DOTS_Y - 1], y[: -DOTS_Y - 1]
    if arrow.style == "dotted":
        return x[DOTTED // 2 :: DOTTED], y[DOTTED // 2 :: DOTTED]
    x, y, _ = widened((x, y, np.zeros(len(x), np.int64)))
    return x, y


def _packed(viewport: Viewport, bodies: list[tuple[Array, Array]]) -> dict[int, int]:
    """Braille bytes by the number of their cell."""
    if not bodies:
        return {}
    x, y = (np.concatenate(parts) for parts in zip(*bodies, strict=True))
    numbers, _ = dot_numbers(x, y, viewport.dots)
    row, column = np.divmod(numbers, viewport.dots[0])
    cells = (row // DOTS_Y * viewport.columns + column // DOTS_X).tolist()
    packed: dict[int, int] = {}
    for at, bit in zip(cells, BIT[row % DOTS_Y, column % DOTS_X].tolist(), strict=True):
        packed[at] = packed.get(at, 0) | bit
    return packed


def put_names(
    look: Look, viewport: Viewport, tips: Sequence[Tip], marks: Marks, written: Bools
) -> None:
    """The arrows' names, each on free cells beside its tip, if there are any.

    Where there is a choice no other sign is next to a name: it would read as a part of it; nor is
    another tip as near.
    """
    taken = written.copy()
    taken[np.fromiter(marks, np.int64, len(marks))] = True
    bright = look.palette.bright
    for tip in tips:
        chars = _characters(tip.name)
        taken[tip.row * viewport.columns + tip.column] = False  # a name may touch its own tip
        free: list[range] = []
        for column, row in _beside(tip, len(chars)):
            if 0 <= row < viewport.rows and 0 <= column <= viewport.columns - len(chars):
                first = row * viewport.columns + column
                free.append(range(first, first + len(chars)))
        free = [cells for cells in free if not taken[cells].any()]
        if free:
            cells = min(
                free,
                key=lambda cells: (
                    taken[max(cells.start - 1, 0) : cells.stop + 1].any(),
                    _strays(cells, tip, tips, viewport.columns),
                ),
            )
            marks |= {at: (c, bright, None, True) for at, c in zip(cells, chars, strict=True)}
            taken[cells] = True
        taken[tip.row * viewport.columns + tip.column] = True


def _strays(cells: range, tip: Tip, tips: Sequence[Tip], columns: int) -> bool:
    """Whether another tip is as near to the cells of a name as its own."""

    def distance(to: Tip) -> int:
        row, first = divmod(cells.start, columns)
        across = max(first - to.column, to.column - first - len(cells) + 1, 0)
        return max(across, DOTS_Y // DOTS_X * abs(row - to.row))

    return any(distance(other) <= distance(tip) for other in tips if other is not tip)


def _beside(tip: Tip, length: int) -> list[tuple[int, int]]:
    """Where a name of that length may stand, as (first column, row), the best place first."""
    column, row = tip.column, tip.row
    right = [(column + 2, row), (column + 1, row)]
    left = [(column - 1 - length, row), (column - length, row)]
    middle = column - length // 2
    above, below = [(middle, row - 1)], [(middle, row + 1)]
    if tip.octant == 2:
        return above + right + left + below
    if tip.octant == 6:
        return below + right + left + above
    return left + above + below + right if tip.octant in (3, 4, 5) else right + above + below + left


def _characters(text: str) -> list[str]:
    """What stands in one cell each: an accent belongs to the letter before it."""
    cells: list[str] = []
    for char in text:
        if unicodedata.combining(char) and cells:
            cells[-1] += char
        else:
            cells.append(char)
    return cells
