"""The program under Textual's pilot, without work behind the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from tuiopt.app.app import TuioptApp
from tuiopt.app.background.jobs import Job
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.network.solve.training import train
from tuiopt.scenario.model import Scenario

Started = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def nothing(scenario: Scenario, job: Job[Any]) -> None:
    """Stands for the solving behind the screen: all is solved at once, nothing comes later."""


def solved_at_once(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Starts the program on a scenario, wholly solved, and waits for its lab's screen."""
    monkeypatch.setattr("tuiopt.labs.contour.screen.solving.beginning", solve)
    monkeypatch.setattr("tuiopt.labs.contour.screen.solving.solve", nothing)
    monkeypatch.setattr("tuiopt.labs.network.screen.solving.beginning", train)
    monkeypatch.setattr("tuiopt.labs.network.screen.solving.solve", nothing)

    @asynccontextmanager
    async def start(
        scenario: Scenario, size: tuple[int, int] = (120, 40), **options: Any
    ) -> AsyncIterator[Pilot[None]]:
        app = TuioptApp(scenario, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            while app._exception is None and not isinstance(app.screen, LabScreen):
                await pilot.pause()
            if app._exception is not None:
                raise app._exception
            await pilot.pause()
            yield pilot

    return start


def text(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as a person reads them."""
    width, height = pilot.app.size
    screen = pilot.app.screen
    lines = screen._compositor.render_strips()
    assert len(lines) == height
    return ["".join(segment.text for segment in strip)[:width] for strip in lines]
