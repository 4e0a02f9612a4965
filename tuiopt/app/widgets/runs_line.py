"""The runs in one line, where there is no room for a table."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.shorten import shortened
from tuiopt.app.widgets.run_rows import RunRows, roundings, widest
from tuiopt.labs.standing import Standing, standings

CELL = 13
"""Cells of a run with all digits of its loss and the air around."""

TIGHT = 9
"""Cells below which there is no air around the sign."""

LABEL, LEAST = 18, 6
"""The longest label that is shown whole, and the cells that every label has."""

NUMBER = 9
"""Cells of a loss with all its digits."""

UNIT = "loss "
HELP = "? help "


class RunsLine(RunRows):
    """Every run's sign and loss in a row; where it is alone, the step and the selected run."""

    alone: reactive[bool] = reactive(False, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        stand = standings(self.trace, self.cursor)
        return [self._one(look, width, stand) if self.alone else self._all(look, width, stand)]

    def _all(self, look: Look, width: int, stand: list[Standing]) -> Strip:
        """A cell of the same width for each run, so that nothing moves while numbers change."""
        palette = look.palette
        line = Line(look, width)
        cell = min((width - len(UNIT) - 1) // len(stand), CELL)
        air = " " if cell >= TIGHT else ""
        for i, stands in enumerate(stand):
            sign, color = self.mark(look, i)
            bg = palette.raised if i == self.selected else None
            line.to(1 + i * cell).put(f"{air}{sign}{air}", color, bold=True, bg=bg)
            text, ink = self._loss(look, i, stands, cell - 2 - 2 * len(air))
            line.put(f"{text}{air}", ink, bold=i == self.selected, bg=bg)
        return line.right(UNIT).strip()

    def _one(self, look: Look, width: int, stand: list[Standing]) -> Strip:
        assert self.trace is not None
        palette = look.palette
        run, stands = self.trace.runs[self.selected], stand[self.selected]
        line = Line(look, width)
        line.put(f" {self.cursor}/{self.trace.scenario.steps} ", palette.bright, bold=True)
        sign, color = self.mark(look, self.selected)
        line.put(f" {sign} ", color, bold=True)
        room = max(width - line.used - 1 - NUMBER - len(HELP), LEAST)
        line.put(f"{shortened(look.text(run.setup.label), min(room, LABEL))} ", palette.text)
        text, ink = self._loss(look, self.selected, stands, NUMBER)
        line.put(text, ink)
        room = width - line.used - len(HELP)
        if stands.kind != "diverged":
            status, color = self.status(look, self.selected, stands, room - 4)
            line.put(f"  {status}" if status else "", color, bold=True)
        return (line.right(HELP) if room >= 0 else line).strip()

    def _loss(self, look: Look, i: int, stands: Standing, room: int) -> tuple[str, Rgb]:
        """The loss with as many digits as there is room for, or where the run diverged."""
        assert self.trace is not None
        palette = look.palette
        if stands.kind == "diverged":
            return widest(look, stands.texts[1:], room), palette.bad
        run = self.trace.runs[i]
        loss = float(run.column("loss")[run.at(self.cursor)])
        ink = palette.faint if i in self.hidden else palette.text
        return widest(look, roundings(loss), room), ink
