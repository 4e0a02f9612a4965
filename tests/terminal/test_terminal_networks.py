"""Networks in a real terminal: playing, signals, quitting, other sizes."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo_terminal import END, HOME, LEFT, RIGHT, PseudoTerminal

Start = Callable[..., PseudoTerminal]
Scenario = Callable[..., str]

SMALL = """
lab = "network"
data = { name = "moons", samples = 100 }
network = { hidden = [4, 3], batch_norm = false }
play = { epochs = 5, batch_size = 16, speed = 30 }
runs = [{ optimizer = "adam" }, { optimizer = "gd", batch_norm = true }]
"""
"""25 steps."""

LONG = """
lab = "network"
data = { name = "spirals", samples = 50_000 }
network = { hidden = [64, 64, 64] }
play = { epochs = 30, speed = 240 }
runs = [{ optimizer = "adam" }]
"""

SOON = 3.0
"""Seconds within which the shell is back; half a second on a machine that does nothing else."""

PLAYING = " ▶ "


def test_networks_play_step_and_quit(start: Start, scenario: Scenario) -> None:
    terminal = start(scenario(SMALL), size=(120, 40))
    terminal.wait_for(lambda text: " 0/25 " in text and "moons" in text and "adam" in text)
    assert not terminal.screen.overran
    terminal.send(" ")
    terminal.wait_for(PLAYING)
    terminal.wait_for(" 25/25 ")
    terminal.send(f"{HOME}{RIGHT}{RIGHT}{LEFT}")
    terminal.wait_for(" 1/25 ")
    terminal.send("mxbyusvq")
    assert terminal.wait_for_end() == 0
    assert terminal.left_on == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda n: n.name)
def test_a_signal_while_networks_are_trained(
    start: Start, scenario: Scenario, number: signal.Signals
) -> None:
    terminal = start(scenario(LONG))
    terminal.wait_for(" 0/18750 ")
    terminal.send(" ")
    terminal.wait_for(lambda text: PLAYING in text and " 0/18750 " not in text)
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.left_on == []


def test_quitting_while_networks_are_trained(start: Start, scenario: Scenario) -> None:
    terminal = start(scenario(LONG))
    terminal.wait_for(" 0/18750 ")
    terminal.send(" ")
    terminal.wait_for(lambda text: PLAYING in text and " 0/18750 " not in text)
    terminal.send(f"{END}q")
    begun = time.monotonic()
    assert terminal.wait_for_end() == 0
    assert time.monotonic() - begun < SOON
    assert terminal.left_on == []


@pytest.mark.parametrize("key", ["q", "cq"], ids=["network", "gradient check"])
def test_quitting_while_network_kernels_are_compiled(
    start: Start, scenario: Scenario, tmp_path: Path, key: str
) -> None:
    cold = tmp_path / "cold"
    terminal = start(scenario(SMALL), env={"NUMBA_CACHE_DIR": str(cold)})
    terminal.wait_for(" 0/25 ")
    terminal.send(key[:-1])
    terminal.pump(0.5)
    begun = time.monotonic()
    terminal.send("q" * len(key))
    assert terminal.wait_for_end() == 0
    assert time.monotonic() - begun < SOON
    assert terminal.left_on == []
    assert not [*cold.rglob("*.nbc")], "the kernels were ready before q"


def test_a_storm_of_sizes_while_networks_play(start: Start, scenario: Scenario) -> None:
    terminal = start(scenario(SMALL), size=(120, 40))
    terminal.wait_for(lambda text: " 0/25 " in text and text.endswith("help"))
    terminal.send(" ")
    for i in range(60):
        terminal.resize(30 + 3 * i, 8 + i)
        terminal.pump(1 / 60)
    terminal.resize(100, 30)
    text = terminal.wait_for(lambda text: "25/25" in text and text.endswith("help"))
    assert len(text.split("\n")) == 30
    still = start(scenario(SMALL), size=(100, 30))
    still.wait_for(" 0/25 ")
    still.send(" ")
    still.wait_for(" 25/25 ")
    at_rest = still.settled()
    terminal.wait_for(lambda text: text == at_rest)
