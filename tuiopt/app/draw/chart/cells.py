"""Rows of character cells as arrays of numbers, quick to overlay, to cut and to compare.

A cell is its character's code point plus its ink; the ink is the number of a style, shifted left.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.look import Look, style

Codes = npt.NDArray[np.uint32]

SHIFT = 21
"""Bits of a code point."""

POINT = (1 << SHIFT) - 1

WIDE_TAIL = 0
"""The code point in the second cell of a wide character."""


class Inks:
    """The styles of one look, and rows of cells made into strips."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._styles: list[Style] = []
        self._numbers: dict[tuple[Rgb, Rgb, bool], int] = {}
        self._made: dict[bytes, Strip] = {}
        self.plain = self.ink(look.palette.muted)

    def ink(self, fg: Rgb, bg: Rgb | None = None, *, bold: bool = False) -> int:
        """The number of a style, shifted so that a code point can be added."""
        key = (fg, self.look.palette.bg if bg is None else bg, bold)
        number = self._numbers.setdefault(key, len(self._styles))
        if number == len(self._styles):
            self._styles.append(style(*key))
        return number << SHIFT

    def blank(self, rows: int, columns: int) -> Codes:
        """(rows, columns) empty cells."""
        return np.full((rows, columns), ord(" ") + self.plain, np.uint32)

    def strips(self, cells: Codes) -> list[Strip]:
        """The rows as strips, the very same ones for rows that are as they were the last time."""
        before, self._made = self._made, {}
        for row in cells:
            key = row.tobytes()
            if key not in self._made:
                self._made[key] = before.get(key) or self._strip(row)
        return [self._made[row.tobytes()] for row in cells]

    def _strip(self, row: Codes) -> Strip:
        inks = row >> SHIFT
        begins = [0, *(np.flatnonzero(inks[1:] != inks[:-1]) + 1).tolist(), len(row)]
        points = (row & POINT).tolist()
        text = "".join(map(chr, points))
        numbers = inks.tolist()
        segments = []
        for begin, end in pairwise(begins):
            part = text[begin:end].replace(chr(WIDE_TAIL), "")
            segments.append(Segment(part, self._styles[numbers[begin]]))
        return Strip(segments, len(row))


def put(row: Codes, column: int, text: str, ink: int) -> None:
    """Writes text into a row; what is outside of it is lost. Combining signs are left out."""
    for char in text:
        width = get_character_cell_size(char)
        if width and 0 <= column <= len(row) - width:
            row[column] = ord(char) + ink
            row[column + 1 : column + width] = WIDE_TAIL + ink
        column += width
