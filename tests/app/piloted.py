"""The program under Textual's pilot, without work behind the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual.pilot import Pilot

from tuiopt.app.work.jobs import Job
from tuiopt.scenario.model import Scenario

Started = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def nothing(scenario: Scenario, job: Job[Any]) -> None:
    """Stands for the solving behind the screen: all is solved at once, nothing comes later."""


def text(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as a person reads them."""
    width, height = pilot.app.size
    screen = pilot.app.screen
    lines = screen._compositor.render_strips()
    assert len(lines) == height
    return ["".join(segment.text for segment in strip)[:width] for strip in lines]
