"""The keys, from their one table."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tuiopt.app.draw.look import Look
from tuiopt.app.keys import RACE


class HelpScreen(ModalScreen[None]):
    """Closes with Escape, ? or q."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", show=False),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def compose(self) -> ComposeResult:
        text = Text("Keys\n\n", style="bold")
        for key in RACE:
            text.append(f"{self._look.text(key.shown):<14}", style="bold")
            text.append(f"{self._look.text(key.help)}\n", style="not bold")
        text.append("\nEsc closes this.", style="not bold dim")
        with VerticalScroll():
            yield Static(text)
