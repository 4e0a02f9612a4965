"""The real program, taken to some state and photographed."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.color import ColorSystem
from textual.pilot import Pilot
from textual.strip import Strip

from tuiopt.app.app import TuioptApp
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.scenario.bundled import find
from tuiopt.scenario.load import load

HERE = Path(__file__).parent

TERMINALS = {
    ColorSystem.TRUECOLOR: {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    ColorSystem.EIGHT_BIT: {"TERM": "xterm-256color"},
    ColorSystem.STANDARD: {"TERM": "xterm"},
}
"""The environment in which a terminal of so many colours starts programs."""

SHOWN_AFTER = 0.2
"""Seconds in which everything that follows a key has been drawn."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: `keys` are pressed one after the other when all is computed.

    `scenario` is the name of a bundled one, or of a file beside this one.
    """

    name: str
    size: tuple[int, int] = (160, 48)
    keys: tuple[str, ...] = ()
    scenario: str = "race"
    theme: str = "dark"
    colors: ColorSystem = ColorSystem.TRUECOLOR
    no_color: bool = False
    ascii_only: bool = False


async def taken(shot: Shot) -> list[Strip]:
    """The rows of the screen that a shot is of."""
    (rows,) = [rows async for rows in frames(shot, [shot.keys])]
    return rows


async def frames(shot: Shot, presses: Iterable[Sequence[str]]) -> AsyncIterator[list[Strip]]:
    """The rows of the screen after each of some groups of keys, one after the other."""
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        os.environ.pop(name, None)
    os.environ.update(TERMINALS[shot.colors], **({"NO_COLOR": "1"} if shot.no_color else {}))
    file = HERE / shot.scenario if shot.scenario.endswith(".toml") else find(shot.scenario)
    app = TuioptApp(load(file), theme=shot.theme, ascii_only=shot.ascii_only)
    async with app.run_test(size=shot.size) as pilot:
        while not isinstance(app.screen, LabScreen):
            await pilot.pause()
        await _solved(pilot, app.screen)
        for keys in presses:
            await pilot.press(*keys)
            await pilot.pause(SHOWN_AFTER)
            yield app.screen._compositor.render_strips()


async def _solved(pilot: Pilot[None], screen: LabScreen[Any]) -> None:
    while not screen.session.trace.complete:
        await pilot.pause(SHOWN_AFTER)
