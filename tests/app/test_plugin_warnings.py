"""What was left out of the plug-ins is told on the screen, once."""

from __future__ import annotations

import pytest
from piloted import Started
from races import scenario, setup


async def test_a_plugin_that_was_left_out_is_told(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "plug-in mine.py is left out: SyntaxError: [bold]"
    monkeypatch.setattr("tuiopt.app.app.WARNINGS", [told])
    async with started(scenario(setup("gd"), steps=5)) as pilot:
        assert [note.message for note in pilot.app._notifications] == [told]
        pilot.app._begin(scenario(setup("adam"), steps=5))
        await pilot.pause()
        assert len(pilot.app._notifications) == 1
