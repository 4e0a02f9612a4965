"""A picture of a scenario in which nothing has moved yet."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import words_of
from tuiopt.app.widgets.rows import Rows
from tuiopt.scenario.model import Scenario


class StillMap(Rows):
    """What a lab has to show of a scenario before it is opened."""

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        return [] if self.scenario is None else words_of(self.scenario).picture(look, width, height)
