"""Two runs that race on a screen, and parts of that."""

from __future__ import annotations

from piloted import text
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.session import ContourSession

LARGE = (160, 48)
SIZES = [(160, 48), (1, 1), (80, 24), (39, 12), (60, 20), (240, 70), (41, 60), (200, 8), (100, 36)]
RACING = scenario(setup("gd", 0.5, label="GD"), setup("adam", 0.3, label="Adam"), steps=60)


def screen(pilot: Pilot[None]) -> ContourScreen:
    assert isinstance(pilot.app.screen, ContourScreen)
    return pilot.app.screen


def session(pilot: Pilot[None]) -> ContourSession:
    return screen(pilot).session


def part(pilot: Pilot[None], name: str) -> list[str]:
    """The rows of one widget as they are on the screen."""
    region = screen(pilot).query_one(f"#{name}").region
    return [row[region.x : region.right] for row in text(pilot)[region.y : region.bottom]]
