"""Signals, stopping and closing: the terminal is always given back as it was."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo_terminal import CTRL_C, CTRL_Z, END, PseudoTerminal

Start = Callable[..., PseudoTerminal]
Scenario = Callable[..., str]

ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
LONG = """
problem.surface = "bowl"
play = { steps = 1000, speed = 10 }
runs = [{ optimizer = "gd" }]
"""

PLAYING, PAUSED = " ▶ ", " ▮▮ "

each_signal = pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)


@each_signal
def test_a_signal_gives_the_terminal_back(start: Start, number: signal.Signals) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(" ")
    terminal.wait_for(PLAYING)
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.left_on == []


@each_signal
def test_a_signal_at_the_first_byte(start: Start, number: signal.Signals) -> None:
    terminal = start()
    terminal.wait_for_output()
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.left_on == []


@pytest.mark.parametrize("seconds", [0.1, 0.4])
def test_a_signal_before_the_first_byte(start: Start, seconds: float) -> None:
    terminal = start()
    terminal.pump(seconds)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 143
    assert terminal.left_on == []


def test_a_signal_while_the_kernels_are_compiled(start: Start, tmp_path: Path) -> None:
    terminal = start(env={"NUMBA_CACHE_DIR": str(tmp_path / "cold")})
    terminal.wait_for("0/60")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 143
    assert terminal.left_on == []


def test_a_signal_while_the_terminal_does_not_read(start: Start) -> None:
    terminal = start(size=(160, 48))
    terminal.wait_for("0/60")
    terminal.send(f"{END}tttttttttttttttttttttttttttttttttttt")
    time.sleep(2.0)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end(reading=False) == 143


def test_quitting_while_the_kernels_are_compiled(start: Start, tmp_path: Path) -> None:
    cold = tmp_path / "cold"
    terminal = start(env={"NUMBA_CACHE_DIR": str(cold)})
    terminal.wait_for("0/60")
    terminal.pump(0.3)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []
    assert not [*cold.rglob("*.nbc")], "the kernels were ready before q"


def test_ctrl_c_tells_how_to_quit(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(CTRL_C)
    terminal.wait_for("q quits")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("by", ["key", "signal"])
def test_stopping_and_going_on(start: Start, scenario: Scenario, by: str) -> None:
    terminal = playing(start(scenario(LONG)))
    if by == "key":
        terminal.send(CTRL_Z)
    else:
        terminal.signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    assert terminal.left_on == []
    go_on(terminal)


def test_going_on_after_a_stop_that_could_not_be_seen_coming(
    start: Start, scenario: Scenario
) -> None:
    terminal = playing(start(scenario(LONG)))
    terminal.signal(signal.SIGSTOP)
    terminal.wait_until_stopped()
    go_on(terminal)


def playing(terminal: PseudoTerminal) -> PseudoTerminal:
    terminal.wait_for("0/1000")
    terminal.send(" ")
    terminal.wait_for(PLAYING)
    return terminal


def go_on(terminal: PseudoTerminal) -> None:
    terminal.screen.reset()
    terminal.signal(signal.SIGCONT)
    terminal.wait_for(lambda text: PAUSED in text and text.endswith("help"))
    assert "A test" in terminal.settled(), "all is drawn again, nothing moves"
    terminal.send(END)
    terminal.wait_for("1000/1000")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []


def test_a_window_closed_while_stopped(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(CTRL_Z)
    terminal.wait_until_stopped()
    terminal.hang_up()
    assert terminal.wait_for_end() == 129


@pytest.mark.parametrize("state", ["paused", "playing"])
def test_a_closed_window(start: Start, state: str) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    if state == "playing":
        terminal.send(" ")
        terminal.wait_for(PLAYING)
    terminal.hang_up()
    assert terminal.wait_for_end() == 129


def test_a_closed_window_that_sends_no_signal(start: Start) -> None:
    terminal = start(controlling=False)
    terminal.wait_for("0/60")
    terminal.hang_up()
    assert terminal.wait_for_end() == 129


def test_bytes_that_are_no_text(start: Start) -> None:
    terminal = start()
    terminal.wait_for("0/60")
    terminal.send(
        b"\xe9\xff\xfe\xc3(\x80\x1b[999999999999999999999;5u\x1b[<1;2;3;4;5M\x1b]\x1bP\x1b"
    )
    terminal.pump(0.5)
    terminal.send(END)
    terminal.wait_for("60/60")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []
