"""The screen at every size of the window, and while the size changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pseudo_terminal import RIGHT, PseudoTerminal

Start = Callable[..., PseudoTerminal]

MAP = re.compile("[\u2801-\u28ff▀]")
LARGER = "window larger"


def drawn(text: str) -> bool:
    """Whether the screen shows the race, to its last row."""
    return "0/60" in text and MAP.search(text) is not None and text.endswith("help")


SIZES = [(40, 12), (60, 20), (80, 24), (120, 40), (160, 48), (240, 70)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_race_is_shown(start: Start, size: tuple[int, int]) -> None:
    # A modern terminal turns more modes on.
    terminal = start(size=size, modern=size != (80, 24))
    terminal.wait_for(drawn)
    assert not terminal.screen.overran
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []
    assert not re.search(rb"\x1b\][012];", terminal.output), "the window has another title"


@pytest.mark.parametrize("size", [(1, 1), (0, 0), (39, 11), (40, 11), (39, 12)], ids=str)
def test_a_window_too_small(start: Start, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    if min(size) > 1:
        text = terminal.wait_for(LARGER)
        assert "0/60" in text
        terminal.send(RIGHT)
        terminal.wait_for("1/60")
        terminal.send("\x1b[D")
    else:
        terminal.wait_for_output()
        terminal.pump(1.0)
    terminal.resize(80, 24)
    terminal.wait_for(drawn)
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_window_made_too_small_and_large_again(start: Start) -> None:
    terminal = start(size=(120, 40))
    terminal.wait_for(drawn)
    before = terminal.settled()
    for size in ((39, 11), (1, 1), (10, 3)):
        terminal.resize(*size)
        terminal.pump(0.3)
    assert "0/60" in terminal.text
    terminal.resize(120, 40)
    terminal.wait_for(lambda text: text == before)


@pytest.mark.parametrize("modern", [False, True], ids=["by signal", "in band"])
def test_a_storm_of_sizes_while_playing(start: Start, modern: bool) -> None:
    terminal = start(size=(120, 40), modern=modern)
    terminal.wait_for(drawn)
    terminal.send(" ")
    for i in range(60):
        terminal.resize(30 + 3 * i, 8 + i)
        terminal.pump(1 / 60)
    terminal.resize(100, 30)
    terminal.send("\x1b[F")
    text = terminal.wait_for(lambda text: "60/60" in text and text.endswith("help"))
    assert len(text.split("\n")) == 30
    still = start(size=(100, 30))
    still.wait_for(drawn)
    still.send("\x1b[F")
    still.wait_for("60/60")
    at_rest = still.settled()
    terminal.wait_for(lambda text: text == at_rest)


def test_a_wall_of_a_terminal(start: Start) -> None:
    terminal = start(size=(500, 500))
    terminal.wait_for(drawn)
    assert not terminal.screen.overran
    terminal.send(RIGHT)
    terminal.wait_for("1/60")
