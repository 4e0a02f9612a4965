"""Time goes by as it does; what a slow line cannot show is left out."""

from __future__ import annotations

import pytest

from tuiopt.app.screens.pace import FRAMES, READINGS, Pace


def started(now: float = 100.0) -> Pace:
    pace = Pace()
    pace.start(now)
    return pace


def test_a_frame_shows_the_time_since_the_one_before() -> None:
    pace = started()
    assert pace.tick(100.5, behind=False) == 0.5
    assert pace.tick(100.75, behind=False) == 0.25
    assert pace.tick(100.75, behind=False) == 0.0


def test_what_was_shown_before_playing_does_not_count() -> None:
    pace = started()
    pace.tick(101.0, behind=False)
    pace.start(500.0)
    assert pace.tick(500.5, behind=False) == 0.5


def test_frames_that_the_terminal_cannot_take_are_skipped_and_no_time_is_lost() -> None:
    pace = started()
    assert [pace.tick(100.0 + i / FRAMES, behind=True) for i in range(1, 31)] == [0.0] * 30
    assert pace.tick(101.5, behind=False) == 1.5
    assert pace.tick(101.75, behind=False) == 0.25


def test_numbers_follow_less_often_than_the_map_moves() -> None:
    pace = started()
    seconds = 10
    read = 0
    for i in range(1, seconds * FRAMES + 1):
        pace.tick(100.0 + i / FRAMES, behind=False)
        read += pace.reads()
    assert read == seconds * READINGS


@pytest.mark.parametrize("late", [-0.3, 0.3])
def test_frames_that_come_early_and_late_in_turn_have_as_many_readings(late: float) -> None:
    pace = started()
    read = []
    for i in range(1, 61):
        pace.tick(100.0 + (i + (late if i % 2 else 0.0)) / FRAMES, behind=False)
        read.append(pace.reads())
    assert sum(read) == 60 * READINGS // FRAMES


def test_every_frame_has_its_numbers_on_a_slow_line() -> None:
    pace = started()
    for i in range(1, 10):
        pace.tick(100.0 + i, behind=False)
        assert pace.reads()
        assert not pace.reads(), "once a frame is enough"


def test_nothing_is_due_in_a_frame_that_is_skipped() -> None:
    pace = started()
    pace.tick(101.0, behind=True)
    assert not pace.reads()
