"""The row at the top of every lab's screen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.draw.words import words_of
from tuiopt.app.widgets.rows import Rows
from tuiopt.scenario.model import Scenario

SHORTEST = 30
"""Cells of a subject's beginning below which it is left out."""


class TitleBar(Rows):
    """Program, title, what is minimised or trained.

    At the right the chapter, and whether the scenario was changed.
    """

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)
    edited: reactive[bool] = reactive(False, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" tuiopt  ", palette.muted)
        if self.scenario is not None:
            scenario = self.scenario
            line.put(scenario.title, palette.bright, bold=True)
            subject = f"   {words_of(scenario).title}"
            place = ", ".join(filter(None, (scenario.chapter, "edited" if self.edited else "")))
            room = width - line.used - cell_len(place) - 4
            if line.used + cell_len(subject) < width:
                line.put(subject, palette.text)
            elif room >= SHORTEST:
                line.put(shortened(look.text(subject), room), palette.text)
            if line.used + cell_len(place) + 3 < width:
                line.right(f"{place} ", palette.muted)
        return [line.strip()]
