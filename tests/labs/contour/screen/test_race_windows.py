"""The race screen in windows of any size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piloted import Started, text
from races import scenario, setup
from racing import RACING, SIZES, screen
from rich.cells import cell_len
from textual import events

from tuiopt.app.widgets.canvas import Canvas
from tuiopt.scenario.model import Cue


async def test_after_a_storm_of_sizes_the_picture_is_that_of_the_last_one(
    started: Started,
) -> None:
    async with started(RACING, size=(100, 36)) as pilot:
        await pilot.press("L", "v", "right_square_bracket")
        await pilot.pause()
        expected = text(pilot)
        assert "GD, step 11" in "\n".join(expected)
    async with started(RACING, size=SIZES[0]) as pilot:
        await pilot.press("L")
        for i, (width, height) in enumerate(SIZES):
            pilot.app._driver._size = events.Size(width, height)  # type: ignore
            pilot.app.post_message(events.Resize(*[events.Size(width, height)] * 2))
            if i == 4:
                await pilot.press("v", "right_square_bracket")
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == expected


@pytest.mark.parametrize("size", SIZES[:7])
async def test_every_row_is_as_wide_as_its_widget(started: Started, size: tuple[int, int]) -> None:
    wide = "世界" * 40
    made = replace(
        scenario(
            setup("gd", 1e300, label=wide),
            setup("adam", 0.3, label="v̂" * 60),
            steps=60,
            cues=(Cue(0, f"{wide}\n{wide}", pause=False),),
        ),
        title=wide,
        chapter=wide,
    )
    async with started(made, size=size) as pilot:
        await pilot.press("right", "right_square_bracket")
        await pilot.pause()
        for widget in screen(pilot).query(Canvas):
            for y in range(widget.size.height if widget.display else 0):
                strip = widget.render_line(y)
                assert sum(cell_len(segment.text) for segment in strip) == widget.size.width
