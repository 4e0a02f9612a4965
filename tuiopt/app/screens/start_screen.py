"""The first text: the title stands while NumPy and the lab's screen are still being imported."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.widgets.bars import TitleBar
from tuiopt.scenario.model import Scenario


class StartScreen(LookScreen):
    """A title bar where the lab's screen will have one."""

    def __init__(self, scenario: Scenario, look: Look) -> None:
        super().__init__(look)
        self._scenario = scenario

    def compose(self) -> ComposeResult:
        bar = TitleBar(id="title").data_bind(LookScreen.look)
        bar.scenario = self._scenario
        yield bar


class Underground(Screen[None]):
    """Textual's screen below all others, never seen: it would have those drawn again with it."""

    def _compositor_refresh(self) -> None:
        pass
