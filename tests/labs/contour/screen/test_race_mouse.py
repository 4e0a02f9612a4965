"""The mouse: it points, chooses, zooms, drags and seeks; keys can do all of it."""

from __future__ import annotations

from piloted import Started, text
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.session import ContourSession
from tuiopt.scenario.model import Cue

MADE = scenario(
    setup("gd", 0.5, label="GD"),
    setup("adam", 0.3, label="Adam"),
    steps=60,
    cues=(Cue(0, "They start.", pause=False), Cue(30, "Half way.", pause=False)),
)


def session(pilot: Pilot[None]) -> ContourSession:
    assert isinstance(pilot.app.screen, ContourScreen)
    return pilot.app.screen.session


def heading(pilot: Pilot[None]) -> str:
    return text(pilot)[1]


async def test_hovering_reads_the_point(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        assert " f " not in heading(pilot)
        await pilot.hover("#map", offset=(20, 10))
        assert " f " in heading(pilot)
        await pilot.hover("#footer")
        await pilot.pause()
        assert " f " not in heading(pilot)


async def test_a_double_click_sets_the_start_and_a_single_one_does_not(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L")
        await pilot.click("#map", offset=(40, 12))
        assert session(pilot).trace.scenario is MADE
        await pilot.click("#map", offset=(20, 6), times=2)
        starts = {tuple(run.rows[0, 1:3]) for run in session(pilot).trace.runs}
        assert len(starts) == 1
        assert starts != {MADE.problem.start}
        assert session(pilot).cursor == 10


async def test_a_click_on_the_timeline_seeks(started: Started) -> None:
    async with started(MADE) as pilot:
        row = text(pilot)[-4]
        await pilot.click("#timeline", offset=(row.index(" 2 ") + 1, 0))
        assert session(pilot).cursor == 30


async def test_a_click_selects_a_run(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.click("#runs", offset=(10, 3))
        assert session(pilot).selected == 1


async def test_dragging_the_map_moves_the_view(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        (left, _), (_, top) = session(pilot).view
        await pilot.mouse_down("#map", offset=(30, 10))
        await pilot.hover("#map", offset=(20, 12))
        await pilot.mouse_up("#map", offset=(20, 12))
        (new_left, _), (_, new_top) = session(pilot).view
        assert new_left > left
        assert new_top > top
        assert session(pilot).trace.scenario is MADE


async def test_a_tab_is_opened_by_a_click(started: Started) -> None:
    async with started(MADE, size=(80, 24)) as pilot:
        row = next(row for row in text(pilot) if "averages" in row)
        tabs = pilot.app.screen.query_one("#tabs")
        await pilot.click("#tabs", offset=(row.index("averages") - tabs.region.x + 1, 0))
        assert pilot.app.screen.query_one("#averages-x").display
