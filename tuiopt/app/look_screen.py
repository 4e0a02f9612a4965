"""What the program's own screens share."""

from __future__ import annotations

from textual.reactive import reactive
from textual.screen import Screen

from tuiopt.app.draw.look import Look
from tuiopt.app.frames import compositor
from tuiopt.scenario.model import Scenario


class LookScreen(Screen[Scenario | None]):
    """A screen that hands a look down to its widgets; the application sets it with the theme."""

    BLANK = True  # what lies between the widgets is ground, and cheap to draw

    look: reactive[Look | None] = reactive(None, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._compositor = compositor()
        self.set_reactive(LookScreen.look, look)
