"""Every key of the network screen does what its table says."""

from __future__ import annotations

import pytest
from nets_in_code import network_run, network_scenario
from piloted import Started, text
from textual.pilot import Pilot

from tuiopt.app.app import TuioptApp
from tuiopt.app.lessons.screen import OpenScreen
from tuiopt.app.screens.help_screen import HelpScreen
from tuiopt.labs.network.screen.check_screen import CheckScreen
from tuiopt.labs.network.screen.keys import NETWORK, NETWORK_FOOTER
from tuiopt.labs.network.screen.screen import NetworkScreen
from tuiopt.labs.network.session import NetworkSession
from tuiopt.scenario.model import Cue

CUES = (Cue(0, "They start.", pause=False), Cue(30, "Half way.", pause=False))
RUNS = (
    network_run(hidden=(4, 3), batch_size=4),
    network_run("gd", hidden=(5,), batch_size=4),
    network_run("momentum", batch_size=8),
)
MADE = network_scenario(*RUNS, epochs=6, cues=CUES)
"""Of 40 samples: 10 steps an epoch, 60 in all."""

MOVES = {
    **dict.fromkeys(("right", "l"), 26),
    **dict.fromkeys(("left", "h"), 24),
    **dict.fromkeys(("pagedown", "shift+right", "L"), 35),
    **dict.fromkeys(("pageup", "shift+left", "H"), 15),
    "home": 0,
    "end": 60,
    "greater_than_sign": 30,
    "less_than_sign": 20,
    "n": 30,
    "p": 0,
}
"""From step 25 with cues at 0 and 30."""

SELECTS = {"down": 1, "j": 1, "tab": 1, "up": 2, "k": 2, "shift+tab": 2}
SPEEDS = {"plus": 20.0, "equals_sign": 20.0, "minus": 5.0}
LOOKS = {
    "y": {"layer": 2},
    "Y": {"layer": 2},
    "u": {"unit": 2},
    "U": {"unit": 4},
    "s": {"sample": 2},
    "S": {"sample": 0},
    "b": {"size": 32},
    "m": {"training": False},
    "x": {"errors": True},
    "v": {"panel": 1},
}
HIDES = {f"{i}" for i in range(1, 9)}
OTHERS = {"space", "g", "c", "o", "t", "colon", "question_mark", "q", "ctrl+z"}


def session(pilot: Pilot[None]) -> NetworkSession:
    assert isinstance(pilot.app.screen, NetworkScreen)
    return pilot.app.screen.session


def test_every_key_of_the_table_is_tested_and_none_twice() -> None:
    keys = [key for row in NETWORK for key in row.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert set(keys) == {*MOVES, *SELECTS, *SPEEDS, *LOOKS, *HIDES, *OTHERS}


def test_footer_keys_are_in_the_table() -> None:
    told = {sign.casefold() for key in NETWORK for sign in key.shown.split()} | {"−"}
    for shown, _ in NETWORK_FOOTER:
        assert {sign.casefold() for sign in shown.split()} <= told


def test_every_action_of_the_table_can_be_done() -> None:
    for key in NETWORK:
        name = key.action.partition("(")[0]
        owner, name = (TuioptApp, name[4:]) if name.startswith("app.") else (NetworkScreen, name)
        assert hasattr(owner, f"action_{name}"), key


async def test_keys_that_move(started: Started) -> None:
    async with started(MADE, (80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NetworkScreen)
        for key, step in MOVES.items():
            screen._show(screen.session.go_to(25))
            await pilot.press(key)
            assert session(pilot).cursor == step, key
            assert not session(pilot).playing


async def test_keys_that_select_and_hide(started: Started) -> None:
    async with started(MADE, (80, 24)) as pilot:
        for key, run in SELECTS.items():
            before = session(pilot).selected
            await pilot.press(key)
            assert session(pilot).selected == (before + run) % 3, key
        await pilot.press("2")
        assert session(pilot).hidden == {1}
        await pilot.press("2", "8")
        assert session(pilot).hidden == frozenset()


async def test_keys_of_speed(started: Started) -> None:
    async with started(MADE, (80, 24)) as pilot:
        for key, speed in SPEEDS.items():
            await pilot.press(key)
            assert session(pilot).speed == speed, key
            await pilot.press("minus" if speed > 10 else "plus")


@pytest.mark.parametrize(("key", "looked"), LOOKS.items(), ids=lambda value: str(value))
async def test_keys_that_look(started: Started, key: str, looked: dict[str, object]) -> None:
    async with started(MADE, (120, 40)) as pilot:
        before = text(pilot)
        await pilot.press(key)
        await pilot.pause()
        for name, value in looked.items():
            assert getattr(session(pilot), name) == value
        if key != "b":  # the batch has four samples
            assert text(pilot) != before


async def test_space_plays_and_pauses(started: Started) -> None:
    async with started(MADE, (80, 24)) as pilot:
        await pilot.press("space")
        assert session(pilot).playing
        await pilot.press("space")
        assert not session(pilot).playing


@pytest.mark.parametrize(
    ("key", "screen"), [("c", CheckScreen), ("o", OpenScreen), ("question_mark", HelpScreen)]
)
async def test_keys_that_open_a_screen(
    started: Started, monkeypatch: pytest.MonkeyPatch, key: str, screen: type
) -> None:
    monkeypatch.setattr(
        "tuiopt.labs.network.screen.check_screen.check", lambda view, bug, job: None
    )
    async with started(MADE, (80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NetworkScreen)
