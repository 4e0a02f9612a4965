"""One panel at a time has a bright rule: the one that keys act on."""

from __future__ import annotations

import pytest
from piloted import Started, text
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.picture.signs import ASCII, UNICODE, Signs

RACING = scenario(setup("gd", 0.5, label="GD"), setup("adam", 0.3, label="Adam"), steps=60)


def active(pilot: Pilot[None], signs: Signs) -> list[str]:
    """The title of every panel with a bright rule."""
    rows = text(pilot)
    found = []
    for widget in pilot.app.screen.query("#heading, #card, #runs, #loss"):
        if widget.display:
            title = rows[widget.region.y][widget.region.x : widget.region.right].rstrip()
            if signs.strong_line * 2 in title:
                found.append(title.partition(signs.strong_line)[0].strip())
    return found


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_the_map_leads_but_inside_a_step_the_card_does(
    started: Started, signs: Signs
) -> None:
    card = f"{signs.runs[0]} GD, step 1"
    async with started(RACING, ascii_only=signs is ASCII) as pilot:
        assert active(pilot, signs) == ["Map"]
        for key, title in (
            ("right_square_bracket", card),
            ("c", "Map"),
            ("escape", card),
            ("right", "Map"),
            ("left_square_bracket", card),
            ("space", "Map"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert active(pilot, signs) == [title], key


async def test_a_card_that_is_folded_away_leaves_it_to_the_map(started: Started) -> None:
    async with started(RACING, size=(80, 24)) as pilot:
        for key, title in (
            ("right_square_bracket", "● GD, step 1"),
            ("v", "Map"),
            ("v", "Map"),
            ("v", "● GD, step 1"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert active(pilot, UNICODE) == [title]
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert active(pilot, UNICODE) == ["Map"]
