"""What the preview of a lesson tells of its runs' schedules."""

from __future__ import annotations

from races import scenario, scheduled, setup

from tuiopt.app.draw.words import words_of


def test_a_run_has_its_schedule_and_its_first_rate_among_its_settings() -> None:
    short = scheduled(setup("gd", 0.2), "inverse-time", decay_rate=0.05)
    long = scheduled(setup("momentum", 0.2), "cosine")
    made = scenario(setup("gd", 0.2), short, long)
    assert [words_of(made).settings(run) for run in made.runs] == [
        ["α 0.2"],
        ["α 0.2/(1+0.05·k)"],
        ["α 0.2", "cosine", "β 0.9"],
    ]
