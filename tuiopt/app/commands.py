"""The command palette: every action of the screen's keys, found by what it does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import events
from textual.actions import parse
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tuiopt.app import keys
from tuiopt.app.screens.closing import ClosesOnce
from tuiopt.app.screens.lab_screen import LabScreen

SHOWN = 14
"""Cells of the keys, before what they do."""

LONGEST = 80
"""Characters that can be typed: more would find nothing."""

ITSELF = "app.command_palette"


class Palette(CommandPalette, ClosesOnce[None]):
    """Textual's palette with our commands alone."""

    def __init__(self) -> None:
        super().__init__([Commands], placeholder="what to do")

    def on_mount(self, event: events.Mount) -> None:
        self.query_one(CommandInput).max_length = LONGEST


class Commands(Provider):
    """What the tables of keys have and can be done now, in their order."""

    async def discover(self) -> Hits:
        for key, row in self._rows():
            yield DiscoveryHit(row, partial(self.app.run_action, key.action, self.screen), key.help)

    async def search(self, query: str) -> Hits:
        words = query.casefold().split()
        for key, row in self._rows():
            if all(word in row.plain.casefold() for word in words):
                command = partial(self.app.run_action, key.action, self.screen)
                yield Hit(1.0, row, command, key.help)

    def _rows(self) -> Iterator[tuple[keys.Key, Content]]:
        screen = self.screen
        assert isinstance(screen, LabScreen)
        assert screen.look is not None
        for key in (key for table in screen.TABLES.values() for key in table):
            namespace, name, parameters = parse(key.action)
            target = self.app if namespace == "app" else screen
            if key.action != ITSELF and target.check_action(name, parameters):
                shown, said = screen.look.text(key.shown), screen.look.text(key.help)
                row = Content.assemble((f"{shown:<{SHOWN}}", "$text-muted"), said)
                yield key, row
