"""Text of a scenario is shown as it is, and steers nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pseudo_terminal import END, PseudoTerminal

Start = Callable[..., PseudoTerminal]
Scenario = Callable[..., str]

TEXTS = {
    "[/]": "[/]",
    "[red]red": "[red]red",
    "[@click=app.quit]": "[@click=app.quit]",
    r"a\\b \\[red]": r"a\b \[red]",
    r"\u001b]0;new\u0007\u009b2J": "\ufffd]0;new\ufffd\ufffd2J",
    r"\u001b[2Ja\u202ebc\u2066d": "\ufffd[2Ja\ufffdbc\ufffdd",
    "漢字 🏁 👩‍🚀 end": "漢字 🏁",
}


@pytest.mark.parametrize("written", TEXTS)
def test_text_is_shown_literally(start: Start, scenario: Scenario, written: str) -> None:
    name = scenario(
        f"""
        description = "{written}"
        problem.surface = "bowl"
        play.steps = 5
        runs = [{{ optimizer = "gd", label = "{written}" }}]
        cues = [{{ step = 1, say = "{written}" }}, {{ step = 2, say = "last" }}]
        """,
        title=written,
    )
    terminal = start(name, size=(120, 30))
    wanted = TEXTS[written]
    # As title, label, in the heading of the state, and as description.
    text = terminal.wait_for(lambda text: "0/5" in text and text.count(wanted) == 4)
    assert text.startswith(f" tuiopt  {wanted}")
    terminal.send("n")
    terminal.wait_for(lambda text: "1/5" in text and f"1 of 2  {wanted}" in text)
    terminal.send(END)
    terminal.wait_for("5/5")
    assert not terminal.screen.overran
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []
    assert not re.search(rb"\x1b\][012];", terminal.output), "the window has another title"
    assert b"\x1b[2J" not in terminal.output


def test_a_long_title(start: Start, scenario: Scenario) -> None:
    terminal = start(scenario(BOWL, title="long " * 10_000))
    terminal.wait_for("0/5")
    assert not terminal.screen.overran


BOWL = """
problem.surface = "bowl"
play.steps = 5
runs = [{ optimizer = "gd" }]
"""
