"""The program under Textual's pilot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from piloted import Started, nothing
from textual.pilot import Pilot

from tuiopt.app.app import TuioptApp
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.network.solve.training import train
from tuiopt.scenario.model import Scenario


@pytest.fixture(autouse=True)
def _truecolor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Starts the program on a scenario, wholly solved, and waits for its lab's screen."""
    monkeypatch.setattr("tuiopt.labs.contour.screen.screen.first_steps", solve)
    monkeypatch.setattr("tuiopt.labs.contour.screen.screen.solve", nothing)
    monkeypatch.setattr("tuiopt.labs.network.screen.screen.beginning", train)
    monkeypatch.setattr("tuiopt.labs.network.screen.screen.solve", nothing)

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
