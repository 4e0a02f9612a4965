"""What has changed is drawn as if all were, whatever is done in whatever order."""

from __future__ import annotations

import random

import pyte
import pytest
from piloted import Started
from pyte.screens import Char
from races import scenario, setup
from racing import SIZES, screen, session
from rich.console import Console
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.pilot import Pilot

from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.kept import KeptRows
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.contour.screen.keys import CROSS, RACE
from tuiopt.labs.contour.screen.widgets.map import MapView
from tuiopt.scenario.model import Cue

CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


KEYS = [key.keys.split(",")[0] for key in (*RACE, *CROSS) if "app." not in key.action]
KEYS = [key for key in KEYS if key not in ("g", "question_mark")]
STORIES = 4
ACTS = 5


def fresh(pilot: Pilot[None]) -> pyte.Screen:
    """A terminal with the screen as it is when every widget is drawn anew."""
    for widget in screen(pilot).query(Canvas):
        if isinstance(widget, MapView):
            widget._begin()
        elif isinstance(widget, Rows):
            if isinstance(widget, KeptRows):
                widget._kept.clear()
            widget.resized()  # which forgets the rows
    drawn = pyte.Screen(*pilot.app.size)
    update = screen(pilot)._compositor.render_full_update()
    pyte.Stream(drawn).feed(written(update))
    return drawn


def written(update: CompositorUpdate) -> str:
    return update.render_segments(CONSOLE).replace("\n", "\r\n")


def cells(terminal: pyte.Screen) -> list[list[Char]]:
    rows = (terminal.buffer[y] for y in range(terminal.lines))
    return [[row[x] for x in range(terminal.columns)] for row in rows]


class Terminal:
    """Gets all that the program writes."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(1, 1)

    def display(self, app: App[None], shown: object, update: object) -> None:
        width, height = app.size
        if (self.screen.columns, self.screen.lines) != (width, height):
            self.screen = pyte.Screen(width, height)
        if shown is app.screen and isinstance(update, CompositorUpdate):
            pyte.Stream(self.screen).feed(written(update))


@pytest.mark.parametrize("seed", range(STORIES))
async def test_what_has_changed_is_drawn_as_if_all_were(
    started: Started, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(App, "_display", lambda *arguments: terminal.display(*arguments))
    chance = random.Random(seed)
    rates = [chance.choice([0.3, 0.9, 1e300]) for _ in range(3)]
    made = scenario(
        *(
            setup(name, rate)
            for name, rate in zip(("momentum", "rmsprop", "adam"), rates, strict=True)
        ),
        surface=chance.choice(["ravine", "saddle", "rastrigin"]),
        steps=chance.choice([1, 60, 300]),
        cues=(Cue(0, "Start.", pause=False), Cue(1, "v̂ and 世界", pause=True)),
    )
    async with started(made, size=chance.choice([(120, 40), (80, 24)])) as pilot:
        for _ in range(ACTS):
            width, height = pilot.app.size
            at = chance.randrange(width), chance.randrange(height)
            match chance.randrange(6):
                case 0:
                    await pilot.resize_terminal(*chance.choice(SIZES))
                case 1:
                    await pilot.click(offset=at, times=chance.choice([1, 2]))
                case 2:
                    wheel = chance.choice([events.MouseScrollUp, events.MouseScrollDown])
                    await pilot._post_mouse_events([wheel], offset=at)
                case 3:  # curves on which the selection shows
                    await pilot.press("end", chance.choice(["up", "down"]))
                case _:
                    await pilot.press(*chance.choices(KEYS, k=4))
            if session(pilot).playing:
                await pilot.press("space")
            await pilot.pause()
            await pilot.pause()
            assert screen(pilot).reading == session(pilot).cursor
            now = cells(terminal.screen)
            assert now == cells(fresh(pilot))
