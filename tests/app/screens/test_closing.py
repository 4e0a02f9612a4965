"""A screen over the race closes once, whatever keys were on their way while it did."""

from __future__ import annotations

import pytest
from piloted import Started, text
from races import scenario, setup

from tuiopt.labs.contour.screen.screen import ContourScreen

RACING = scenario(setup("gd", 0.5), setup("adam", 0.3), steps=60)


@pytest.mark.parametrize("key", ["g", "o", "question_mark", "colon"])
async def test_the_race_stays_however_often_the_screen_over_it_is_closed(
    started: Started, key: str
) -> None:
    async with started(RACING) as pilot:
        race = pilot.app.screen
        await pilot.press(key)
        over = pilot.app.screen
        assert over is not race
        for _ in range(3):
            over.dismiss(None)
        await pilot.pause()
        assert pilot.app.screen is race
        await pilot.press("right")
        assert " 1/60 " in "\n".join(text(pilot))


async def test_a_step_that_was_typed_and_left_at_once(started: Started) -> None:
    async with started(RACING) as pilot:
        await pilot.press("g", "7")
        field = pilot.app.screen.query_one("Input")
        await field.action_submit()  # type: ignore[attr-defined]
        pilot.app.screen.dismiss(None)
        await pilot.pause()
        assert isinstance(pilot.app.screen, ContourScreen)
