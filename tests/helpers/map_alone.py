"""A map on a screen of its own, and what stands in its cells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from races import scenario, setup
from rich.color import Color
from rich.style import Style
from staging import change, staged
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.pilot import Pilot

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.relief import relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt.labs.contour.screen.widgets.map import MapView
from tuiopt.labs.contour.solve.field import field
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt.scenario.model import Box

VIEW: Box = ((-10.0, 10.0), (-5.0, 5.0))
LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
SIZE = (40, 12)
BRAILLE = range(0x2801, 0x2900)


def solved(*runs: tuple[str, float], steps: int = 120, **options: Any) -> ContourTrace:
    setups = [setup(name, rate) for name, rate in runs]
    return solve(scenario(*setups, steps=steps, **options))


RACE = solved(("gd", 0.6), ("momentum", 0.5), ("rmsprop", 0.3), ("adam", 0.3))


class MapAlone(MapView):
    """A map that gets its relief without a race around it."""

    def resized(self) -> None:
        super().resized()
        self.relief = relief_for(self.trace, self.size, self.view)


class MapApp(App[None]):
    """A map alone, with whatever it posts."""

    CSS = "MapView { width: 100%; height: 100%; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, trace: ContourTrace, look: Look, view: Box) -> None:
        super().__init__()
        self.map = MapAlone()
        self.posted: list[Message] = []
        staged(self.map, look=look, trace=trace, view=view)

    def compose(self) -> ComposeResult:
        yield self.map

    def on_pointing_pointed(self, message: MapView.Pointed) -> None:
        self.posted.append(message)

    def on_pointing_chosen(self, message: MapView.Chosen) -> None:
        self.posted.append(message)

    def on_pointing_zoomed(self, message: MapView.Zoomed) -> None:
        self.posted.append(message)

    def on_pointing_dragged(self, message: MapView.Dragged) -> None:
        self.posted.append(message)


def relief_for(trace: ContourTrace | None, size: Size, view: Box | None) -> Any:
    assert trace is not None
    assert view is not None
    problem = trace.scenario.problem
    values = field(problem, view, size.width * DOTS_X, size.height * DOTS_Y)
    return relief(values, problem.surface.levels, view)


@asynccontextmanager
async def shown(
    trace: ContourTrace = RACE,
    look: Look = LOOK,
    view: Box = VIEW,
    size: tuple[int, int] = SIZE,
    **state: Any,
) -> AsyncIterator[Pilot[None]]:
    app = MapApp(trace, look, view)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        change(app.map, **state)
        await pilot.pause()
        yield pilot


def the_map(pilot: Pilot[None]) -> MapView:
    assert isinstance(pilot.app, MapApp)
    return pilot.app.map


def rows(pilot: Pilot[None]) -> list[str]:
    view = the_map(pilot)
    return [view.render_line(y).text for y in range(view.size.height)]


def cell(pilot: Pilot[None], column: int, row: int) -> tuple[str, Style]:
    at = 0
    for segment in the_map(pilot).render_line(row):
        if at + segment.cell_length > column:
            assert segment.style is not None
            return segment.text[column - at], segment.style
        at += segment.cell_length
    raise AssertionError


def inked(pilot: Pilot[None], color: tuple[int, int, int]) -> int:
    """How many cells have a foreground."""
    return sum(
        segment.cell_length
        for y in range(the_map(pilot).size.height)
        for segment in the_map(pilot).render_line(y)
        if segment.style and segment.style.color == Color.from_rgb(*color)
    )


def place(
    trace: ContourTrace, run: int, step: int, size: tuple[int, int] = SIZE
) -> tuple[int, int]:
    x, y = trace.runs[run].rows[trace.runs[run].at(step), 1:3]
    return Viewport(VIEW, *size).cell(float(x), float(y))[:2]
