"""A step to go to, by its number."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.closing import ClosesOnce
from tuiopt.app.widgets.short_input import ShortInput

DIGITS = 12
"""More than any step has."""

HINT = "Enter goes, Esc leaves."


class GotoScreen(ModalScreen[int | None], ClosesOnce[int | None]):
    """Ends with a step of the race, or with None."""

    DEFAULT_CSS = """
    GotoScreen { align: center middle; }
    GotoScreen > Vertical { width: 44; max-width: 96%; height: auto; padding: 1 2; }
    GotoScreen > Vertical { background: $surface; }
    GotoScreen Input { border: none; height: 1; padding: 0 1; background: $panel; }
    GotoScreen Input:focus { border: none; }
    GotoScreen Static { height: auto; margin: 1 0 0 0; color: $text-muted; }
    GotoScreen Static.wrong { color: $error; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False),
    ]

    def __init__(self, look: Look, steps: int) -> None:
        super().__init__()
        self._look = look
        self._steps = steps

    def compose(self) -> ComposeResult:
        with Vertical():
            prompt = self._look.text(f"go to step 0…{self._steps}")
            yield ShortInput(DIGITS, placeholder=prompt, restrict="[0-9]*")
            yield Static(HINT)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say(HINT, wrong=False)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if event.value and int(event.value) <= self._steps:
            self.dismiss(int(event.value))
        else:
            self._say(f"Expected a step from 0 to {self._steps}.", wrong=True)

    def _say(self, text: str, *, wrong: bool) -> None:
        message = self.query_one(Static)
        message.update(Content(text))
        message.set_class(wrong, "wrong")
