"""One screen of the program under Textual's pilot, without a race below it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from tuiopt.app import app as app_module
from tuiopt.app.draw.look import Look
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

DARK = Look(PALETTES["dark"], UNICODE, fill=True)
PLAIN = Look(PALETTES["dark"], ASCII, fill=True)


class Host(App[None]):
    """Shows a screen and keeps what it ends with."""

    CSS_PATH = Path(app_module.__file__).with_name("style.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, shown: LookScreen) -> None:
        super().__init__()
        self._shown = shown
        self.results: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self._shown, self.results.append)


@asynccontextmanager
async def hosted(
    make: Callable[[Look], LookScreen], size: tuple[int, int], look: Look = DARK
) -> AsyncIterator[Pilot[None]]:
    """The screen at a size, ready for keys."""
    app = Host(make(look))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot
