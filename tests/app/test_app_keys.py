"""Every key of the table does what the table says."""

from __future__ import annotations

import pytest
from piloted import Started, text
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.app.app import TuioptApp
from tuiopt.app.keys import Key, Words, listed, spelled
from tuiopt.app.lessons.screen import OpenScreen
from tuiopt.app.screens.help_screen import HelpScreen
from tuiopt.labs.contour.screen.keys import CROSS_FOOTER, FOLDED_FOOTER, RACE, RACE_TABLES
from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.network.screen.keys import NETWORK_TABLES
from tuiopt.picture.signs import plain
from tuiopt.scenario.model import Cue

CUES = (Cue(0, "Here they start.", pause=False), Cue(30, "Half way.", pause=False))
RUNS = (setup("gd", 0.5), setup("adam", 0.3), setup("rmsprop", 0.2))
MADE = scenario(*RUNS, steps=60, cues=CUES)


def session(pilot: Pilot[None]) -> ContourSession:
    assert isinstance(pilot.app.screen, ContourScreen)
    return pilot.app.screen.session


MOVES = {
    "right": 21,
    "l": 21,
    "left": 19,
    "h": 19,
    "pagedown": 30,
    "shift+right": 30,
    "L": 30,
    "pageup": 10,
    "shift+left": 10,
    "H": 10,
    "home": 0,
    "end": 60,
    "n": 30,
    "p": 0,
}
"""From step 20 with cues at 0 and 30."""

SELECTS = {"down": 1, "j": 1, "tab": 1, "up": 2, "k": 2, "shift+tab": 2}
SPEEDS = {"plus": 20.0, "equals_sign": 20.0, "minus": 5.0}
INSIDE = {"right_square_bracket", "left_square_bracket"}
VIEWS = {"z", "Z", "W", "A", "S", "D", "0", "c"}
HIDES = {f"{i}" for i in range(1, 9)}
OTHERS = {"space", "g", "b", "v", "r", "o", "t", "colon", "question_mark", "q", "ctrl+z"}


def test_every_key_of_the_table_is_tested_and_none_twice() -> None:
    keys = [key for row in RACE for key in row.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert set(keys) == {*MOVES, *SELECTS, *SPEEDS, *INSIDE, *VIEWS, *HIDES, *OTHERS}


@pytest.mark.parametrize("footer", [FOLDED_FOOTER, CROSS_FOOTER])
def test_footer_keys_are_in_the_tables(footer: Words) -> None:
    told = {
        sign.casefold()
        for table in RACE_TABLES.values()
        for key in table
        for sign in key.shown.split()
    }
    told |= {"−", "arrows", "⇧"}
    for shown, _ in footer:
        assert {sign.casefold() for sign in shown.split()} <= told


def test_every_action_of_the_tables_can_be_done() -> None:
    for key in (key for table in RACE_TABLES.values() for key in table):
        name = key.action.partition("(")[0]
        owner, name = (TuioptApp, name[4:]) if name.startswith("app.") else (ContourScreen, name)
        assert hasattr(owner, f"action_{name}"), key


@pytest.mark.parametrize("tables", [RACE_TABLES, NETWORK_TABLES], ids=["race", "networks"])
def test_no_two_keys_look_alike_in_letters_alone(tables: dict[str, tuple[Key, ...]]) -> None:
    for table in tables.values():
        signs = [sign for shown, _ in listed(table) for sign in shown.split()]
        written = [plain(spelled(sign, ascii_only=True)) for sign in signs]
        assert all(written)
        assert len(set(written)) == len(set(signs)) == len(signs)


async def test_keys_that_move(started: Started) -> None:
    async with started(MADE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, ContourScreen)
        for key, step in MOVES.items():
            screen._show(screen.session.go_to(20))
            await pilot.press(key)
            assert session(pilot).cursor == step, key
            assert f" {step}/60 " in text(pilot)[-4], key


async def test_keys_that_select(started: Started) -> None:
    async with started(MADE) as pilot:
        for key, index in SELECTS.items():
            await pilot.press(key)
            assert session(pilot).selected == index, key
            await pilot.press("up" if index == 1 else "down")


@pytest.mark.parametrize(("key", "speed"), SPEEDS.items())
async def test_keys_that_change_the_speed(started: Started, key: str, speed: float) -> None:
    async with started(MADE) as pilot:
        await pilot.press(key)
        assert session(pilot).speed == speed
        assert f"{speed:g}/s" in text(pilot)[-4]


async def test_space_plays_and_pauses(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("space")
        assert session(pilot).playing
        while session(pilot).cursor == 0:
            await pilot.pause(0.02)
        await pilot.press("space")
        assert not session(pilot).playing
        step = session(pilot).cursor
        await pilot.pause(0.2)
        assert session(pilot).cursor == step


async def test_space_at_the_end_starts_over(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("end", "space")
        assert session(pilot).playing
        assert session(pilot).cursor < 60


async def test_playing_ends_at_the_last_step(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("end", "left", "left", "space")
        while session(pilot).playing:
            await pilot.pause(0.02)
        assert session(pilot).cursor == 60


async def test_t_goes_through_the_themes(started: Started) -> None:
    async with started(MADE) as pilot:
        seen = []
        for _ in range(4):
            screen = pilot.app.screen
            assert isinstance(screen, ContourScreen)
            assert screen.look is not None
            seen.append((pilot.app.theme, screen.look.palette.name))
            await pilot.press("t")
        assert seen == [(n, n) for n in ("dark", "light", "projector", "dark")]


async def test_help_pauses_and_tells_of_the_selected_run(started: Started) -> None:
    async with started(MADE, size=(160, 70)) as pilot:
        await pilot.press("down", "space", "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert any("This optimizer: Adam" in row for row in text(pilot))
        await pilot.press("escape")
        assert not session(pilot).playing


async def test_o_opens_a_scenario(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("o")
        assert isinstance(pilot.app.screen, OpenScreen)
        await pilot.press(*"race", "enter")
        while not isinstance(pilot.app.screen, ContourScreen):
            await pilot.pause()
        assert session(pilot).trace.scenario.name == "race"
        assert len(pilot.app.screen_stack) == 2


async def test_q_quits_with_status_0(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert pilot.app.return_code == 0


async def test_ctrl_c_quits_nothing_and_tells_what_does(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert any("q quits" in row for row in text(pilot))
        assert pilot.app.is_running
