"""The command palette has every action, and does it."""

from __future__ import annotations

import pytest
from piloted import Started, text
from races import scenario, setup
from textual.command import CommandInput, CommandList
from textual.events import Paste
from textual.pilot import Pilot

from tuiopt.app.commands import ITSELF, LONGEST, Palette
from tuiopt.labs.contour.screen.keys import CROSS, RACE
from tuiopt.labs.contour.screen.screen import ContourScreen

MADE = scenario(setup("gd", 0.5), setup("adam", 0.3), steps=60)


async def opened(pilot: Pilot[None]) -> list[str]:
    """What the palette offers, once it is there."""
    await pilot.press("colon")
    await filled(pilot)
    return offered(pilot)


async def filled(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app.screen, Palette)
    while not pilot.app.screen.has_class("-ready"):
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def offered(pilot: Pilot[None]) -> list[str]:
    options = pilot.app.screen.query_one(CommandList).options
    return [" ".join(str(option.prompt).split()) for option in options]


async def test_every_action_is_offered_with_its_key(started: Started) -> None:
    async with started(MADE) as pilot:
        rows = await opened(pilot)
        expected = [f"{key.shown} {key.help}" for key in RACE if key.action != ITSELF]
        assert rows == expected


async def test_only_what_can_be_done_is_offered(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("c")
        rows = await opened(pilot)
        for key in CROSS:
            assert f"{key.shown} {key.help}" in rows


async def test_words_find_and_enter_does(started: Started) -> None:
    async with started(MADE) as pilot:
        await opened(pilot)
        await pilot.press(*"LAST step")
        await filled(pilot)
        assert offered(pilot) == ["End last step"]
        await pilot.press("enter")
        while not isinstance(pilot.app.screen, ContourScreen):
            await pilot.pause()
        await pilot.pause()
        assert pilot.app.screen.session.cursor == 60


async def test_an_action_of_the_program_itself(started: Started) -> None:
    async with started(MADE) as pilot:
        await opened(pilot)
        await pilot.press(*"theme")
        await filled(pilot)
        await pilot.press("enter")
        while pilot.app.theme != "light":
            await pilot.pause()


async def test_escape_leaves_everything_as_it_was(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("right")
        before = text(pilot)
        await opened(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert text(pilot) == before


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 48)])
async def test_it_fits_every_size_in_ascii_too(started: Started, size: tuple[int, int]) -> None:
    async with started(MADE, size=size, ascii_only=True) as pilot:
        await opened(pilot)
        rows = text(pilot)
        assert sum("play or pause" in row for row in rows) == 1
        shown = pilot.app.screen.query_one(CommandList).region
        assert shown.bottom <= size[1]


async def test_a_long_paste_is_not_taken(started: Started) -> None:
    async with started(MADE) as pilot:
        await opened(pilot)
        field = pilot.app.screen.query_one(CommandInput)
        field.post_message(Paste("x" * 1_000_000))
        await pilot.pause()
        assert len(field.value) <= LONGEST
