"""A map whose relief takes longer than a frame has comes from a thread."""

from __future__ import annotations

from threading import Event

import pytest
from piloted import Started, text
from racing import RACING, part, screen
from textual.pilot import Pilot

from tuiopt.app.draw.map.relief import Relief
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.screen import surveying
from tuiopt.labs.contour.screen.surveying import Survey
from tuiopt.labs.contour.solve.field import effort
from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.load import load

LARGEST = (147, 46)
"""Columns and rows of the map on a screen of 240×70."""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "AT_ONCE", -1)


async def settled(pilot: Pilot[None]) -> None:
    """Waits for the thread that makes the relief."""
    for _ in range(500):
        await pilot.pause(0.01)
        if not screen(pilot)._surveying.busy:
            await pilot.pause()
            return
    raise AssertionError("the relief never comes")


def test_every_lesson_has_its_map_at_once_on_a_large_screen() -> None:
    for file in bundled().values():
        scenario = load(file)
        if isinstance(scenario, ContourScenario):
            assert Survey(scenario.problem, scenario.problem.view, *LARGEST).quick, file.name


def test_a_wall_of_monitors_takes_a_thread() -> None:
    problem = RACING.problem
    assert not Survey(problem, problem.view, 250, 96).quick
    assert effort(problem, 500, 384) == 10 * effort(problem, 50, 384)


@pytest.mark.usefixtures("slow")
async def test_the_old_map_stays_until_another_has_come(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, asked = Event(), []
    relief = Survey.relief

    def held(survey: Survey) -> Relief:
        asked.append(survey.view)
        goes_on.wait(10.0)
        return relief(survey)

    async with started(RACING, size=(100, 36)) as pilot:
        await settled(pilot)
        before = part(pilot, "map")
        assert any(row.strip() for row in before)
        monkeypatch.setattr(Survey, "relief", held)
        view = screen(pilot).session.view
        for _ in range(3):
            screen(pilot).action_zoom(2)
        await pilot.pause()
        assert screen(pilot).session.view != view
        assert part(pilot, "map") == before
        goes_on.set()
        await settled(pilot)
        assert asked[1:] == [screen(pilot).session.view], "none for those in between"
        late = text(pilot)
        assert part(pilot, "map") != before
    monkeypatch.setattr(surveying, "AT_ONCE", 10**12)
    monkeypatch.setattr(Survey, "relief", relief)
    async with started(RACING, size=(100, 36)) as pilot:
        for _ in range(3):
            screen(pilot).action_zoom(2)
        await pilot.pause()
        assert text(pilot) == late


@pytest.mark.usefixtures("slow")
async def test_a_new_size_gets_its_map_and_quitting_waits_for_none(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(RACING, size=(100, 36)) as pilot:
        await settled(pilot)
        for size in ((160, 48), (80, 24), (1, 1), (100, 36)):
            await pilot.resize_terminal(*size)
        await settled(pilot)
        assert any(row.strip() for row in part(pilot, "map"))
        held = Event()
        monkeypatch.setattr(Survey, "relief", lambda _: held.wait(10.0))
        screen(pilot).action_zoom(2)
        assert screen(pilot)._surveying.busy
    held.set()
