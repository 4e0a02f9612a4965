"""Playing a race where frames take longer to write than there is time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piloted import Started
from racing import LARGE, RACING, part, screen, session

from tuiopt.app.screens import lab_screen
from tuiopt.scenario.model import Cue

FAST = replace(RACING, speed=240.0)


async def test_a_slow_line_skips_frames_and_loses_no_time(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    async with started(RACING, size=LARGE) as pilot:
        driver = pilot.app._driver
        await pilot.press("space")
        monkeypatch.setattr(driver, "behind", True, raising=False)
        for _ in range(3):
            now[0] += 1.0
            screen(pilot)._tick()
        assert session(pilot).cursor == 0
        monkeypatch.setattr(driver, "behind", False)
        screen(pilot)._tick()
        assert session(pilot).cursor == 30
        await pilot.pause()
        assert " 30/60 " in part(pilot, "timeline")[0]
        now[0] += 0.5
        screen(pilot)._tick()
        assert session(pilot).cursor == 35
        await pilot.pause()
        assert any("GD, step 30" in row for row in part(pilot, "card"))  # a frame later


async def test_arrows_are_those_of_the_map_where_a_small_screen_is_paused(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    async with started(FAST, size=(40, 12)) as pilot:
        await pilot.press("space")
        for seconds in (0.1, 0.01):  # the second frame comes too early for numbers
            now[0] += seconds
            screen(pilot)._tick()
        await pilot.pause()
        assert screen(pilot).reading < session(pilot).cursor == 26
        await pilot.press("space")
        await pilot.pause()
        assert screen(pilot).reading == 26
        assert {arrow.step for arrow in screen(pilot).arrows} == {26}


async def test_numbers_are_those_of_the_map_wherever_playing_stops(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    cue = Cue(33, "Here it waits.", pause=True)
    async with started(replace(FAST, cues=(cue,)), size=LARGE) as pilot:
        await pilot.press("space")
        for _ in range(20):
            now[0] += 0.01
            screen(pilot)._tick()
        await pilot.pause()
        await pilot.pause()
        assert session(pilot).cursor == 33
        assert not session(pilot).playing
        assert screen(pilot).reading == 33
        assert any("GD, step 33" in row for row in part(pilot, "card"))
