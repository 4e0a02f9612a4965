"""Cells of a character, an ink and a ground, as numbers that are quick to overlay and compare.

A cell is its character's code point, below 2^16, then the number of its ink and that of its ground,
a byte each: many grounds beneath many inks are more pairs than a chart's cells can tell apart.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rich.segment import Segment
from rich.style import Style

from tuiopt.app.draw.chart.cells import CellRow, Codes
from tuiopt.app.draw.look import Look, style
from tuiopt.picture.color import Rgb, mix

LEVELS = 16
"""Shades of a class, from hardly sure to sure."""

FAINTEST = 0.1
"""How much of a region's colour its first shade has: enough to tell the classes."""

GROUND = 24
INK = 16
"""Bits below the numbers of ground and ink."""

GLYPH = (1 << INK) - 1


class Paints:
    """The colours of one look: the screen's ground is number 0, then come the shades of classes."""

    def __init__(self, look: Look) -> None:
        self.look = look
        palette = look.palette
        self._colors: list[tuple[Rgb, bool]] = [(palette.bg, False)]
        for region in palette.regions:
            for level in range(LEVELS):
                share = FAINTEST + (1.0 - FAINTEST) * level / (LEVELS - 1)
                self._colors.append((mix(palette.bg, region, share), False))
        self._styles: dict[int, Style] = {}
        self.plain = self.ink(palette.muted, bold=palette.heavy)
        self.line = self.ink(palette.bright, bold=palette.heavy)
        self.wrong = self.ink(palette.bright, bold=True)
        several = palette.classes if look.color else (palette.text,)
        self._classes = np.array([self.ink(color, bold=palette.heavy) for color in several])
        self._regions = len(palette.regions)

    def ink(self, color: Rgb, *, bold: bool = False) -> int:
        """The number of a foreground, shifted so that a code point can be added."""
        if (color, bold) not in self._colors:
            self._colors.append((color, bold))
        return self._colors.index((color, bold)) << INK

    def classes(self, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The inks of samples of these classes; a seventh class has the first one's."""
        inks: npt.NDArray[np.int64] = self._classes[labels % len(self._classes)]
        return inks

    def shades(self, best: npt.NDArray[np.int64], sureness: npt.NDArray[np.float64]) -> Codes:
        """The numbers of the grounds where classes win, −1 for none, and how surely, 0 to 1."""
        if not self.look.fill:
            return np.zeros(best.shape, np.uint32)
        level = np.rint(sureness * (LEVELS - 1)).astype(np.int64)
        number = 1 + best % self._regions * LEVELS + level
        return np.where(best < 0, 0, number).astype(np.uint32)

    def blank(self, rows: int, columns: int) -> Codes:
        """(rows, columns) empty cells."""
        return np.full((rows, columns), ord(" "), np.uint32)

    def rows(self, cells: Codes) -> list[CellRow]:
        """The rows, to be shown."""
        return [CellRow(self, row) for row in cells]

    def segments(self, row: Codes) -> list[Segment]:
        """Cells as text, neighbours of one style together."""
        pairs = row >> INK
        begins = [0, *(np.flatnonzero(pairs[1:] != pairs[:-1]) + 1).tolist(), len(row)]
        text = "".join(map(chr, (row & GLYPH).tolist()))
        numbers = pairs[begins[:-1]].tolist()
        return [
            Segment(text[begin:end], self._style(number))
            for (begin, end), number in zip(pairwise(begins), numbers, strict=True)
        ]

    def _style(self, pair: int) -> Style:
        made = self._styles.get(pair)
        if made is None:
            color, bold = self._colors[pair & 0xFF]
            ground, _ = self._colors[pair >> (GROUND - INK)]
            made = self._styles[pair] = style(color, ground, bold)
        return made
