"""A scenario to open: one of the bundled ones, or a file by its path."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tuiopt.app.draw.look import Look
from tuiopt.scenario.bundled import bundled, find
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load
from tuiopt.scenario.model import Scenario

HINT = Text("Enter opens, Esc closes.", style="dim")

TOLD = 240
"""Characters of a fault that are shown, its end where the file's name is longer than that."""


class OpenScreen(ModalScreen[Scenario | None]):
    """Ends with a scenario that has been read without faults, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "close", show=False),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._paths = bundled()
        titles = {name: _title(path) for name, path in self._paths.items()}
        self._titles = dict(sorted(titles.items(), key=lambda item: item[1]))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input(placeholder="words of a title, or the path of a .toml file")
            yield OptionList()
            yield Static(HINT, id="message")

    def on_mount(self) -> None:
        self._list("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.query_one("#message", Static).update(HINT)
        self._list(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self._open(options.get_option_at_index(options.highlighted).id or "")
        elif event.value.strip():
            self._open(event.value.strip())

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option.id or "")

    def action_choose(self, offset: int) -> None:
        options = self.query_one(OptionList)
        if offset > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def _list(self, typed: str) -> None:
        """The bundled scenarios that have every typed word; none for what looks like a path."""
        words = typed.casefold().split()
        options = self.query_one(OptionList)
        options.clear_options()
        for name, title in self._titles.items():
            if all(word in f"{name} {title}".casefold() for word in words):
                row = Text(self._look.text(title), style="bold", no_wrap=True)
                row.append(f"  {name}", style="not bold dim")
                options.add_option(Option(row, id=name))
        if options.option_count:
            options.highlighted = 0

    def _open(self, word: str) -> None:
        try:
            path = self._paths.get(word) or find(str(Path(word).expanduser()))
            self.dismiss(load(path))
        except ScenarioError as error:
            told = "\n".join(_cut(str(fault)) for fault in error.faults[:8])
            self.query_one("#message", Static).update(Text(self._look.text(told)))


def _cut(text: str) -> str:
    return text if len(text) <= TOLD else f"…{text[-TOLD:]}"


def _title(path: Path) -> str:
    try:
        scenario = load(path)
    except ScenarioError:
        return "(has faults)"
    return f"{scenario.chapter}: {scenario.title}" if scenario.chapter else scenario.title
