"""Runs in one line, where there is no room for a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.widgets.run_rows import RunRows, S, widest
from tuiopt.picture.color import Rgb
from tuiopt.solving.standing import Standing

CELL = 13
"""Cells of a run with its whole number and the air around."""

TIGHT = 9
"""Cells below which there is no air around the sign."""

LABEL, LEAST = 18, 6
"""The longest label that is shown whole, and the cells that every label has."""

HELP = "? help "


class OneLine(RunRows[S]):
    """Every run's sign and a number in a row; where it is alone, the step and the selected run."""

    NUMBER: ClassVar[int]
    """Cells of a whole number."""

    alone: reactive[bool] = reactive(False, repaint=False)

    def unit(self, trace: S) -> str:
        """What the numbers are."""
        raise NotImplementedError

    def standings(self, trace: S) -> Sequence[Standing]:
        """How every run stands at the cursor."""
        raise NotImplementedError

    def number(self, look: Look, trace: S, i: int, room: int) -> str:
        """A run's number at the cursor, with as many digits as there is room for."""
        raise NotImplementedError

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        return [(self._one if self.alone else self._all)(look, width, self.trace)]

    def _all(self, look: Look, width: int, trace: S) -> Strip:
        """A cell of the same width for each run, so that nothing moves while numbers change."""
        palette, unit = look.palette, f"{self.unit(trace)} "
        stand = self.standings(trace)
        line = Line(look, width)
        cell = min((width - len(unit) - 1) // len(stand), CELL)
        air = " " if cell >= TIGHT else ""
        for i, stands in enumerate(stand):
            sign, color = self.mark(look, i)
            bg = palette.raised if i == self.selected else None
            line.to(1 + i * cell).put(f"{air}{sign}{air}", color, bold=True, bg=bg)
            text, ink = self._told(look, trace, i, stands, cell - 2 - 2 * len(air))
            line.put(f"{text}{air}", ink, bold=i == self.selected, bg=bg)
        return line.right(unit).strip()

    def _one(self, look: Look, width: int, trace: S) -> Strip:
        palette = look.palette
        run, stands = trace.runs[self.selected], self.standings(trace)[self.selected]
        line = Line(look, width)
        line.put(f" {self.cursor}/{trace.scenario.steps} ", palette.bright, bold=True)
        sign, color = self.mark(look, self.selected)
        line.put(f" {sign} ", color, bold=True)
        room = max(width - line.used - 1 - self.NUMBER - len(HELP), LEAST)
        line.put(f"{shortened(look.text(run.setup.label), min(room, LABEL))} ", palette.text)
        text, ink = self._told(look, trace, self.selected, stands, self.NUMBER)
        line.put(text, ink)
        room = width - line.used - len(HELP)
        if stands.kind != "diverged":
            status, color = self.status(look, self.selected, stands, room - 4)
            line.put(f"  {status}" if status else "", color, bold=True)
        return (line.right(HELP) if room >= 0 else line).strip()

    def _told(self, look: Look, trace: S, i: int, stands: Standing, room: int) -> tuple[str, Rgb]:
        """The run's number, or where it diverged."""
        if stands.kind == "diverged":
            return widest(look, stands.texts[1:], room), look.palette.bad
        ink = look.palette.faint if i in self.hidden else look.palette.text
        return self.number(look, trace, i, room), ink
