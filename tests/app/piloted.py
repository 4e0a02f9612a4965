"""The program under Textual's pilot, without its solver's thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from textual.pilot import Pilot

from tuiopt.scenario.model import Scenario

Started = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


class NoSolver:
    """Stands for the solver's thread: all is solved at once, nothing comes later."""

    def __init__(self, scenario: Scenario, deliver: Any, warn: Any) -> None:
        pass

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


def text(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as a person reads them."""
    width, height = pilot.app.size
    screen = pilot.app.screen
    lines = screen._compositor.render_strips()
    assert len(lines) == height
    return ["".join(segment.text for segment in strip)[:width] for strip in lines]
