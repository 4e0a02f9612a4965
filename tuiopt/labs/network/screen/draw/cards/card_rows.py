"""The rows of the cards that work out numbers: quantities, tables, and lines with their results."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.formula import compact, in_ascii
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import fitted, number
from tuiopt_kernels.data import Array

INDENT = 2
"""Cells before a row's text: of the bar, and of air."""

COLUMN = 10
"""Cells of a column of numbers, with the air before it."""

SAMPLE = 6
"""Cells of a sample's number, below "sample"."""

GAP = 2
"""Cells between what stands side by side."""


class CardRows:
    """Sets rows of a width; `color` is the run's, for the bar of the selected row."""

    def __init__(self, look: Look, width: int, color: Rgb) -> None:
        self.look = look
        self.width = width
        self._color = color

    def empty(self) -> Strip:
        return Line(self.look, self.width).strip()

    def quantity(self, symbol: str, words: Sequence[str], value: float) -> Strip:
        """A symbol, what it is in as many words as there is room for, and its value."""
        palette, text = self.look.palette, self.text(number(value))
        line = Line(self.look, self.width).to(INDENT)
        line.put(f"{self.text(symbol)} ", palette.bright, bold=True)
        room = self.width - line.used - cell_len(text) - 1
        told = (self.text(choice) for choice in words)
        line.put(next((choice for choice in told if cell_len(choice) <= room), ""))
        return line.right(text, palette.bright, bold=True).strip()

    def worked(self, name: str, numbers: str, result: float, names: int = 0) -> list[Strip]:
        """name numbers = result, in a row; where that is too long the numbers come under it.

        `names` are the cells of the longest of the names that stand under each other.
        """
        palette = self.look.palette
        name, equals = self.text(name), self.text(f"= {number(result)}")
        begin = INDENT + max(cell_len(name), names) + 1
        room = self.width - begin - GAP - len(equals)
        for text in (self.text(numbers), self.text(compact(numbers))):
            if cell_len(text) <= room:
                line = self._named(name).to(begin).put(text)
                return [line.right(equals, palette.bright, bold=True).strip()]
        first = self._named(name).right(equals, palette.bright, bold=True).strip()
        # The row that only the shorter text keeps whole is not broken.
        whole = self.text(numbers)
        room = max(self.width - INDENT, 1)
        if cell_len(whole) > room >= cell_len(self.text(compact(numbers))):
            whole = self.text(compact(numbers))
        rows = [Line(self.look, self.width).to(INDENT).put(row) for row in wrap(whole, room, 4)]
        return [first, *(row.strip() for row in rows)]

    def columns(self, names: Sequence[str], first: int) -> list[int]:
        """Which columns of a table there is room for, behind a first one of so many cells.

        The last ones are the results: they are there if any are.
        """
        fit = max((self.width - INDENT - first) // COLUMN, 0)
        keep = {0: [], 1: [len(names) - 1], 2: [0, len(names) - 1]}
        if fit >= len(names):
            return list(range(len(names)))
        return keep.get(fit, [0, *range(len(names) - fit + 1, len(names))])

    def header(self, first: int, name: str, names: Sequence[str]) -> Strip:
        """The names of a table's columns."""
        line = Line(self.look, self.width).to(INDENT).right(self.text(name), end=INDENT + first)
        for end, column in zip(self._ends(first, len(names)), names, strict=True):
            line.right(self.text(column), end=end)
        return line.strip()

    def row(
        self, first: int, name: str, numbers: Sequence[float], *, selected: bool = False
    ) -> Strip:
        """A row of a table."""
        palette = self.look.palette
        line = Line(self.look, self.width, palette.raised if selected else None)
        line.put(self.look.signs.bar if selected else " ", self._color)
        ink = palette.bright if selected else palette.text
        line.right(self.text(name), ink, end=INDENT + first, bold=selected)
        for end, value in zip(self._ends(first, len(numbers)), numbers, strict=True):
            room = end - line.used - 1
            line.right(fitted(value, room), ink, end=end, bold=selected)
        return line.strip()

    def samples(
        self, names: Sequence[str], values: Sequence[Array], sample: int, rows: int
    ) -> list[Strip]:
        """A table of that many rows, page by page: (n,) numbers a column, a row a sample.

        The selected sample, from 1, is among them; the last row tells how many are not.
        """
        count = len(values[0])
        columns = self.columns(names, SAMPLE)
        body = max(rows - 1, 1)
        shown = body if body in (1, count) else min(body, count + 1) - 1
        first = min((sample - 1) // shown * shown, count - shown)
        strips = [self.header(SAMPLE, "sample", [names[c] for c in columns])]
        for i in range(first, first + shown):
            numbers = [values[c][i] for c in columns]
            strips.append(self.row(SAMPLE, str(i + 1), numbers, selected=i == sample - 1))
        if shown < min(body, count):
            strips.append(self.rest(count - shown))
        return strips

    def rest(self, count: int, value: float | None = None) -> Strip:
        """How many rows a table does not show, and what they amount to."""
        line = Line(self.look, self.width).to(INDENT + SAMPLE - 1)
        line.put(self.text(f"⋮ {count} more"))
        return (line if value is None else line.right(self.text(number(value)))).strip()

    def spaced(self, texts: Sequence[str]) -> Strip:
        """Words side by side over the whole width."""
        line = Line(self.look, self.width).to(INDENT)
        air = (self.width - INDENT - sum(map(cell_len, texts))) // max(len(texts) - 1, 1)
        for i, text in enumerate(texts):
            line.put(text if not i else " " * air + text)
        return line.strip()

    def said(self, *choices: str) -> Strip:
        """A remark, the first one that there is room for."""
        line = Line(self.look, self.width).to(INDENT)
        told = map(self.text, choices)
        return line.put(next((t for t in told if cell_len(t) <= self.width - INDENT), "")).strip()

    def text(self, text: str) -> str:
        """Words as this terminal can show them."""
        return self.look.text(in_ascii(text)) if self.look.signs.ascii_only else text

    def _named(self, name: str) -> Line:
        line = Line(self.look, self.width).to(INDENT)
        return line.put(f"{name} ", self.look.palette.bright, bold=True)

    def _ends(self, first: int, count: int) -> list[int]:
        """Where columns of numbers end, evenly over the width."""
        begin = INDENT + first
        return [begin + (i + 1) * (self.width - begin) // count for i in range(count)]
