"""Rows of character cells as arrays of numbers, quick to overlay, to cut and to compare.

A cell is its character's code point plus its ink; the ink is the number of a style, shifted left.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt
from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuiopt.app.draw.look import Look, style
from tuiopt.picture.color import Rgb

Codes = npt.NDArray[np.uint32]

SHIFT = 21
"""Bits of a code point."""

POINT = (1 << SHIFT) - 1

WIDE_TAIL = 0
"""The code point in the second cell of a wide character."""

JOINER = "\u200d"
"""Makes one picture, as wide as its first character, of two."""


class Inks:
    """The styles of one look, and rows of cells made into text."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._styles: list[Style] = []
        self._numbers: dict[tuple[Rgb, Rgb, bool], int] = {}
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

    def rows(self, cells: Codes) -> list[CellRow]:
        """The rows, to be shown."""
        return [CellRow(self, row) for row in cells]

    def segments(self, row: Codes) -> list[Segment]:
        """Cells as text, neighbours of one style together."""
        inks = row >> SHIFT
        begins = [0, *(np.flatnonzero(inks[1:] != inks[:-1]) + 1).tolist(), len(row)]
        text = "".join(map(chr, (row & POINT).tolist()))
        return [
            Segment(text[begin:end].replace(chr(WIDE_TAIL), ""), self._styles[inks[begin]])
            for begin, end in pairwise(begins)
        ]


class Script(Protocol):
    """What reads the numbers of cells; the lowest bits of each are a character, never 0."""

    def segments(self, row: Codes) -> list[Segment]: ...


class CellRow:
    """A row that becomes text where it is shown, and no earlier."""

    def __init__(self, inks: Script, codes: Codes) -> None:
        self._inks = inks
        self._codes = codes

    @property
    def text(self) -> str:
        """What it reads."""
        return self.strip().text

    def strip(self) -> Strip:
        """The whole row."""
        return Strip(self._inks.segments(self._codes), len(self._codes))

    def part(self, left: int, right: int) -> list[Segment]:
        """The columns `left` to `right`."""
        return self._inks.segments(self._codes[left:right])

    def apart(self, other: CellRow) -> list[tuple[int, int]]:
        """The columns (from, to) in which another row is not like this one."""
        if other._inks is not self._inks or len(other._codes) != len(self._codes):
            return [(0, len(self._codes))]
        if self._codes.tobytes() == other._codes.tobytes():
            return []
        at = np.flatnonzero(self._codes != other._codes)
        gaps = np.flatnonzero(np.diff(at) > 1)
        begins, ends = [at[0], *at[gaps + 1]], [*at[gaps], at[-1]]
        return [self._whole(int(a), int(b) + 1, other) for a, b in zip(begins, ends, strict=True)]

    def _whole(self, left: int, right: int, other: CellRow) -> tuple[int, int]:
        """The columns without half a wide character at either end."""
        for codes in (self._codes, other._codes):
            left -= bool(codes[left] & POINT == WIDE_TAIL)
            right += right < len(codes) and bool(codes[right] & POINT == WIDE_TAIL)
        return left, right


def put(row: Codes, column: int, text: str, ink: int) -> None:
    """Writes text into a row; what is outside of it is lost.

    Combining signs are left out; of characters joined to one picture the first stands for it.
    """
    joined = False
    for char in text:
        width = 0 if joined else get_character_cell_size(char)
        joined = char == JOINER
        if width and 0 <= column <= len(row) - width:
            row[column] = ord(char) + ink
            row[column + 1 : column + width] = WIDE_TAIL + ink
        column += width
