"""How the interactive program is started. What it does then is tests/app's matter."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tuiopt.cli import main
from tuiopt.scenario.bundled import find
from tuiopt.scenario.load import load
from tuiopt.scenario.model import Scenario


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """`start(app, *words)`: runs `main` in a terminal; its status and standard error."""

    def run(app: Callable[..., int], *words: str) -> tuple[int, str]:
        module = ModuleType("tuiopt.app.app")
        module.run = app  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "tuiopt.app.app", module)
        for name in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, name, Terminal())
        return main(words), sys.stderr.getvalue()  # type: ignore[attr-defined]

    return run


class App:
    """Notes how it was started."""

    started: tuple[Scenario, str | None, bool] | None = None

    def __call__(self, scenario: Scenario, *, theme: str | None, ascii_only: bool) -> int:
        self.started = (scenario, theme, ascii_only)
        return 143


Start = Callable[..., tuple[int, str]]


def test_without_a_scenario_it_is_the_race(start: Start) -> None:
    app = App()
    assert start(app) == (143, "")
    assert app.started == (load(find("race")), None, False)


@pytest.mark.parametrize("first", [True, False], ids=["options first", "options last"])
def test_theme_and_ascii_are_handed_on(start: Start, race: Path, first: bool) -> None:
    app = App()
    options = ["--theme", "light", "--ascii"]
    assert start(app, *([*options, str(race)] if first else [str(race), *options])) == (143, "")
    assert app.started == (load(race), "light", True)


def test_a_bad_scenario_is_told_and_nothing_started(start: Start, race: Path) -> None:
    app = App()
    race.write_text("format = 1\ntitle = 3\n")
    status, told = start(app, str(race))
    assert status == 2
    assert f"{race}:2: title: " in told
    assert app.started is None


def test_an_interrupt_ends_with_130(start: Start, race: Path) -> None:
    def app(scenario: Scenario, *, theme: str | None, ascii_only: bool) -> int:
        raise KeyboardInterrupt

    assert start(app, str(race)) == (130, "")
