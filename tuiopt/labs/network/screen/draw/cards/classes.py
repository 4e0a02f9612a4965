"""The rows of classes: z, t and a of each, a as a bar in the class's colour."""

from __future__ import annotations

from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.blocks import bar, put_on_floor
from tuiopt.labs.network.screen.draw.cards.card_rows import COLUMN, INDENT
from tuiopt.labs.network.solve.softmax import WorkedSoftmax
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import fitted

NAME = 8
"""Cells of "class 0", and of air."""

LABEL = 6
"""Cells that tell which class is the label's, with air."""

LEAST_BAR = 4
"""Cells below which a bar would tell nothing."""

LABEL_FROM = 20
"""Cells that are left for a bar from which on the word is there besides the mark of its row."""

LONGEST_BAR = 30
AIR = 4
"""Cells by which columns of numbers may be wider than they need to be."""


class ClassRows:
    """Columns of z, t, a and bars, as far as there is room for; a first, then t, z and the bar."""

    def __init__(self, look: Look, width: int, color: Rgb, *, shifted: bool) -> None:
        self.look = look
        self.width = width
        self._color = color
        room = width - INDENT - NAME
        names = (("z", "t = e^(z−max)" if shifted else "t = e^z", "a = t/Σt"), ("z", "t", "a"))
        count = max(min(room // COLUMN, 3), 1)
        self._shown = range(3 - count, 3)
        spare = room - count * COLUMN - 1
        self._labelled = spare >= LABEL_FROM
        spare -= LABEL if self._labelled else 0
        self._bar = min(spare, LONGEST_BAR) if spare >= LEAST_BAR else 0
        left = spare - self._bar if self._bar else room - count * COLUMN
        each = COLUMN + min(left // count, AIR)
        self._ends = [INDENT + NAME + (i + 1) * each for i in range(count)]
        long = max(len(name) for name in names[0]) < each
        self._names = [names[0 if long else 1][i] for i in self._shown]

    def head(self) -> Strip:
        line = Line(self.look, self.width).to(INDENT).put("class")
        for name, end in zip(self._names, self._ends, strict=True):
            line.right(name, end=end)
        return line.strip()

    def rows(self, worked: WorkedSoftmax) -> list[Strip]:
        """A row a class; the label's is raised."""
        columns = (worked.z, worked.t, worked.a)
        return [
            self._row(i, [columns[c][i] for c in self._shown], label=i == worked.label)
            for i in range(len(worked.a))
        ]

    def total(self, worked: WorkedSoftmax) -> Strip:
        """Σt, under t."""
        line = Line(self.look, self.width).to(INDENT).put("Σt", self.look.palette.text)
        at = list(self._shown).index(1) if 1 in self._shown else -1
        end = self._ends[at]
        return line.right(self._fitted(worked.total, end - line.used - 1), end=end).strip()

    def _row(self, i: int, numbers: list[float], *, label: bool) -> Strip:
        palette = self.look.palette
        color = palette.classes[i % len(palette.classes)]
        line = Line(self.look, self.width, palette.raised if label else None)
        line.put(self.look.signs.bar if label else " ", self._color).put(" ")
        line.put(f"class {i}", color, bold=True)
        ink = palette.bright if label else palette.text
        for value, end in zip(numbers, self._ends, strict=True):
            line.right(self._fitted(value, end - line.used - 1), ink, end=end, bold=label)
        if self._bar:
            line.put(" ")
            put_on_floor(line, bar(self.look, numbers[-1], self._bar), color)
        if label and self._labelled:
            line.put(" label", palette.bright, bold=True)
        return line.strip()

    def _fitted(self, value: float, room: int) -> str:
        return self.look.text(fitted(value, room))
