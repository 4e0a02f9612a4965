"""How the lines of a step card are set in rows, as wide as there is room."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.formula import compact
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.picture.color import Rgb

WIDE = 72
"""Cells from which on numbers stand beside the formula."""

MEDIUM = 40
"""Cells from which on there is a formula."""

FORMULA = 14
"""Cells for a formula beside its numbers."""

NUMBER = 10
"""Cells of the longest number, −1.23e−308."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a card, in words that its terminal can show.

    `worked` tells that there is something to put numbers into, not a quantity alone; `leads` that a
    new thought begins. What is not `known` yet has no numbers, and "?" for results.
    """

    name: str
    formula: str
    numbers: tuple[str, str]
    results: tuple[str, str]
    worked: bool
    known: bool
    current: bool
    leads: bool


class CardRows:
    """Sets entries in rows of a width. `color` is the run's, for the mark of the current line."""

    def __init__(self, look: Look, width: int, color: Rgb, names: int) -> None:
        self.look = look
        self.width = width
        self.wide = width >= WIDE
        self._color = color
        self._formulas = width >= MEDIUM
        self._name = 2 if self._formulas else 1
        self._formula = self._name + names + 1
        if self.wide:
            self.x_edge = self._formula + FORMULA + (width - self._formula - FORMULA) // 2
        else:
            self.x_edge = width - (15 if self._formulas else 12)

    def header(self) -> Strip:
        """Over which column x and y stand."""
        return Line(self.look, self.width).right("x", end=self.x_edge).right("y").strip()

    def schedule(self, formula: str, numbers: str, result: str, *, known: bool) -> list[Strip]:
        """How the learning rate came about, in a row or, where that is too narrow, in none."""
        equals = " = "
        begin = self.width - cell_len(numbers) - len(equals) - NUMBER
        if begin < self._formula:
            equals = "="
            begin = self.width - cell_len(numbers) - len(equals) - len(result)
        if begin < self._name + 2:
            return []
        palette = self.look.palette
        line = Line(self.look, self.width).to(self._name)
        line.put("α", palette.bright if known else palette.faint, bold=known)
        ink = palette.muted if known else palette.faint
        if self._formula + cell_len(formula) < begin:
            line.to(self._formula).put(formula, ink)
        if not known:
            return [line.right("?", ink).strip()]
        line.right(f"{numbers}{equals}", ink, end=self.width - len(result))
        return [line.put(result, palette.bright, bold=True).strip()]

    def full(self, entry: Entry) -> list[Strip]:
        """An entry with its numbers: beside the formula where they fit, else under it.

        Where there are no formulas, only the current line has numbers.
        """
        return self._beside(entry) or self._under(entry, self._formulas or entry.current)

    def brief(self, entry: Entry) -> list[Strip]:
        """An entry with its formula, without its numbers."""
        return self._under(entry, numbers=False)

    def bare(self, entry: Entry) -> list[Strip]:
        """An entry in one row: without its numbers, and without a formula that is too long."""
        return self._under(entry, numbers=False)[:1]

    def _under(self, entry: Entry, numbers: bool) -> list[Strip]:
        """The results in a row, and the numbers under it if they are wanted."""
        line = self._begin(entry)
        under = []
        if self._formulas:
            text = self._fitting(entry.formula)
            if self._formula + cell_len(text) + 1 + NUMBER <= self.x_edge:
                line.to(self._formula).put(text, self._ink(entry))
            else:
                under += wrap(text, self.width - self._formula, 2)
        rows = [self._results(line, entry).strip()]
        worked = numbers and entry.worked
        for axis, text in zip("xy", entry.numbers if worked else (), strict=False):
            pieces = wrap(text, self.width - self._formula - 2, 3) or [""]
            lead = axis if entry.known else " "
            under += [f"{' ' if i else lead} {piece}" for i, piece in enumerate(pieces)]
        for text in under:
            row = self._begin(entry, named=False).to(self._formula)
            rows.append(row.put(text, self._ink(entry)).strip())
        return rows

    def empty(self) -> Strip:
        return Line(self.look, self.width).strip()

    def rate(self, formula: str, results: tuple[str, str], *, known: bool) -> Strip:
        """The effective learning rates, with as much of a name as fits before them."""
        room = self.x_edge - self._name - len(results[0])
        names = (f"{compact(formula)}  effective rate", "effective rate", "rate")
        name = next((name for name in names if cell_len(name) < room), "")
        palette = self.look.palette
        line = Line(self.look, self.width).to(self._name)
        line.put(name, palette.muted if known else palette.faint)
        ink = palette.text if known else palette.faint
        return line.right(results[0], ink, end=self.x_edge).right(results[1], ink).strip()

    def _beside(self, entry: Entry) -> list[Strip] | None:
        """Formula and numbers in one row, the results under them; None where that is too long."""
        if not self.wide:
            return None
        formula = self._fitting(entry.formula)
        used = self._formula + cell_len(formula) + 1
        if not entry.worked:
            if used + NUMBER > self.x_edge:
                return None
            line = self._begin(entry).to(self._formula).put(formula, self._ink(entry))
            return [self._results(line, entry).strip()]
        for x, y in (entry.numbers, (compact(entry.numbers[0]), compact(entry.numbers[1]))):
            if used + len(x) <= self.x_edge and self.x_edge + 1 + len(y) <= self.width:
                break
        else:
            return None
        ink = self._ink(entry)
        line = self._begin(entry).to(self._formula).put(formula, ink)
        line.right(x, ink, end=self.x_edge).right(y, ink)
        below = self._begin(entry, named=False)
        equals = "= " if entry.known else ""
        return [line.strip(), self._results(below, entry, equals).strip()]

    def _begin(self, entry: Entry, *, named: bool = True) -> Line:
        palette = self.look.palette
        line = Line(self.look, self.width, palette.raised if entry.current else None)
        line.put(self.look.signs.bar if entry.current else " ", self._color)
        if named:
            ink = palette.bright if entry.known else palette.faint
            line.to(self._name).put(entry.name, ink, bold=entry.known)
        return line

    def _results(self, line: Line, entry: Entry, equals: str = "") -> Line:
        ink = self.look.palette.bright if entry.known else self.look.palette.faint
        x, y = entry.results
        line.right(f"{equals}{x}", ink, end=self.x_edge, bold=entry.known)
        return line.right(f"{equals}{y}", ink, bold=entry.known)

    def _ink(self, entry: Entry) -> Rgb:
        return self.look.palette.muted if entry.known else self.look.palette.faint

    def _fitting(self, formula: str) -> str:
        """With spaces if they fit whatever the numbers are, so that a formula does not flicker."""
        room = FORMULA if self.wide else self.x_edge - self._formula - 1 - NUMBER
        return formula if cell_len(formula) <= room else compact(formula)
