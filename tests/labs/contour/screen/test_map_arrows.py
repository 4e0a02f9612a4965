"""The arrows on the map: they grow while a step is seen being made, and follow the map's size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piloted import Started
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.screens import lab_screen
from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.screen.widgets.map import MapView

MADE = scenario(setup("adam", 0.3, label="Adam"), setup("gd", 1e300), steps=60, surface="ravine")
SLOW = replace(MADE, speed=1.0)


class Clock:
    """Moves a race's time on, a frame at a time."""

    def __init__(self, pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch) -> None:
        self._pilot = pilot
        self._now = 100.0
        monkeypatch.setattr(lab_screen, "monotonic", lambda: self._now)

    async def go(self, seconds: float) -> None:
        self._now += seconds
        screen(self._pilot)._tick()
        await self._pilot.pause()


def screen(pilot: Pilot[None]) -> ContourScreen:
    assert isinstance(pilot.app.screen, ContourScreen)
    return pilot.app.screen


def seen(pilot: Pilot[None]) -> tuple[set[int], float]:
    """The steps whose arrows there are, and how much of these."""
    return {arrow.step for arrow in screen(pilot).arrows}, screen(pilot).grown


def length(pilot: Pilot[None]) -> float:
    """Cells from the selected run to the tip of its update."""
    view = screen(pilot).query_one(MapView)
    assert view.viewport is not None
    tip = next(tip for tip in view._tips if tip.name == "Δ")
    run = screen(pilot).session.trace.runs[0]
    begin = run.rows[screen(pilot).arrows[0].step - 1, 1:3].tolist()
    column, row, _ = view.viewport.cell(*begin)
    return float(max(abs(tip.column - column), 2 * abs(tip.row - row)))


async def test_played_slowly_the_arrows_of_a_step_grow_while_it_is_made(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(SLOW) as pilot:
        clock = Clock(pilot, monkeypatch)
        await pilot.press("right", "right", "right")
        assert seen(pilot) == ({3}, 1.0)
        await pilot.press("space")
        lengths = []
        for _ in range(4):
            await clock.go(0.24)
            lengths.append(length(pilot))
        assert seen(pilot) == ({4}, pytest.approx(0.96))
        whole = lengths[3] / 0.96
        assert lengths == [pytest.approx(whole * 0.24 * k, abs=1.5) for k in (1, 2, 3, 4)]
        assert whole > 8
        await clock.go(0.14)
        assert screen(pilot).session.cursor == 4
        assert seen(pilot) == ({5}, pytest.approx(0.1))
        await pilot.press("space")
        assert seen(pilot) == ({4}, 1.0), "paused it is the step that was made"
        await pilot.press("space")
        await clock.go(0.1)
        assert seen(pilot) == ({5}, pytest.approx(0.2))
        await pilot.press("plus")
        assert seen(pilot) == ({4}, 1.0), "two steps a second are too fast to see one made"


async def test_a_run_that_has_ended_keeps_its_last_arrows(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(replace(SLOW, runs=(setup("gd", 30.0), *SLOW.runs))) as pilot:
        clock = Clock(pilot, monkeypatch)
        last = screen(pilot).session.trace.runs[0].last
        assert 1 < last < 59
        await pilot.press(*["right"] * (last + 1), "space")
        before = seen(pilot)
        await clock.go(0.5)
        assert seen(pilot) == before == ({last}, 1.0)


async def test_arrows_are_as_long_as_the_new_size_of_the_map_asks(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("right", "right", "right")
        for size in ((80, 24), (240, 70), (60, 20), (30, 10), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if size == (30, 10):  # a request for room
                continue
            resized = screen(pilot).arrows, screen(pilot).query_one(MapView)._arrows
            await pilot.press("left", "right")
            await pilot.pause()
            assert resized == (screen(pilot).arrows, screen(pilot).query_one(MapView)._arrows)
            view = screen(pilot).query_one(MapView)
            assert view.viewport == Viewport(screen(pilot).session.view, *view.size)
            assert resized[1]
            assert max(resized[1]) < view.size.width * view.size.height
