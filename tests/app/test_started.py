"""A program that fails as it starts ends the test that waits for its race."""

from __future__ import annotations

import pytest
from piloted import Started
from races import scenario, setup


async def test_a_failure_on_the_way_to_the_race_is_told(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(scenario: object) -> None:
        raise LookupError("no first steps")

    monkeypatch.setattr("tuiopt.labs.contour.screen.solving.beginning", fails)
    monkeypatch.setattr("tuiopt.app.app._log_failure", str)
    with pytest.raises(LookupError, match="no first steps"):
        async with started(scenario(setup("gd"))):
            pass
