"""Terminals that show few letters or colours, or of which little is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pseudo_terminal import CTRL_C, DOWN, END, ESCAPE, PseudoTerminal

Start = Callable[..., PseudoTerminal]

NARROW = {
    "LANG=C": {"LANG": "C"},
    "Latin-1": {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"},
    "dumb": {"TERM": "dumb"},
    "linux": {"TERM": "linux"},
    "--ascii": {},
}


def shown(terminal: PseudoTerminal) -> None:
    """Goes through all that can be on the screen, Textual's own scroll bars and messages too."""
    terminal.wait_for("0/60")
    terminal.send("?")
    terminal.wait_for("one step forward")
    terminal.send(DOWN)
    terminal.pump(0.2)
    leave(terminal, "one step forward")
    terminal.send("o")
    terminal.wait_for("words of a title")
    terminal.send("x" * 100 + "é漢\r")
    terminal.wait_for("no bundled")
    leave(terminal, "no bundled")
    terminal.send(END)
    terminal.wait_for("60/60")
    terminal.send(CTRL_C)
    terminal.wait_for("q quits")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []


def leave(terminal: PseudoTerminal, text: str) -> None:
    terminal.send(ESCAPE)
    terminal.wait_for(lambda shown: text not in shown)


@pytest.mark.parametrize("kind", NARROW)
def test_ascii_only(start: Start, kind: str) -> None:
    words = ["--ascii"] if kind == "--ascii" else []
    terminal = start(*words, size=(60, 20), env=NARROW[kind])
    shown(terminal)
    assert terminal.output.isascii()


@pytest.mark.parametrize(
    "env",
    [
        {"NO_COLOR": "1"},
        {"COLORTERM": None, "TERM": "xterm"},
        {"TERM": None, "LANG": None},
    ],
    ids=["NO_COLOR", "16 colours", "nothing known"],
)
def test_few_colours(start: Start, env: dict[str, str | None]) -> None:
    shown(start(size=(60, 20), env=env))
