"""The keys, from their one table; the signs; and what the selected run's letters stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.widgets.frame import Caption, KeyRow
from tuiopt.app.widgets.help_text import HelpText


class HelpScreen(LookScreen):
    """Closes with Escape, ? or q."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "close", show=False, priority=True),
    ]

    def __init__(self, look: Look, sections: Sequence[Section]) -> None:
        super().__init__(look)
        self._sections = sections

    def compose(self) -> ComposeResult:
        yield Caption("Help").data_bind(LookScreen.look)
        yield HelpText(self._sections).data_bind(LookScreen.look)
        words = (("↑ ↓", "scroll"), ("esc", "close"))
        yield KeyRow(words, id="keys").data_bind(LookScreen.look)
