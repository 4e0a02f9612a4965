"""What a person does to a race."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from races import scenario, setup

from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.race import Race, solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.scenario.model import Cue
from tuiopt.session.playback import SPEEDS
from tuiopt_kernels import interpreted

CUES = (Cue(0, "start", pause=False), Cue(7, "look", pause=True), Cue(15, "end", pause=False))
RACE = scenario(setup("gd"), setup("adam"), setup("gd", 3.0), steps=20, cues=CUES)
WHOLE = solve(RACE)


def partly(steps: int) -> ContourTrace:
    race = Race(RACE)
    race.advance(interpreted.trajectory, steps)
    return race.trace()


@pytest.fixture
def session() -> ContourSession:
    return ContourSession.begin(WHOLE)


def test_it_begins_paused_at_the_start(session: ContourSession) -> None:
    assert (session.cursor, session.playing, session.selected) == (0, False, 0)
    assert session.speed == 10.0
    assert session.cue == 0


def test_steps_stop_at_both_ends(session: ContourSession) -> None:
    assert session.step(-1).cursor == 0
    assert session.last().cursor == 20
    assert session.last().step(1).cursor == 20
    assert session.step(3).step(10).cursor == 13


def test_a_step_pauses(session: ContourSession) -> None:
    assert not session.toggle().step(1).playing


def test_playing_advances_by_time_and_speed(session: ContourSession) -> None:
    played = session.toggle().tick(0.25)
    assert (played.cursor, played.part) == (2, 0.5)
    assert played.tick(0.05).cursor == 3


def test_playing_stops_at_a_cue_that_pauses(session: ContourSession) -> None:
    played = session.toggle().tick(1.5)
    assert (played.cursor, played.playing) == (7, False)
    assert played.toggle().tick(0.1).cursor == 8


def test_playing_stops_at_the_end_and_space_starts_over(session: ContourSession) -> None:
    ended = session.seek(8).toggle().tick(100.0)
    assert (ended.cursor, ended.playing) == (20, False)
    again = ended.toggle()
    assert (again.cursor, again.playing) == (0, True)


def test_playing_waits_where_the_race_is_not_solved_yet() -> None:
    waiting = ContourSession.begin(partly(5)).toggle().tick(0.6)
    assert (waiting.cursor, waiting.playing) == (5, True)
    assert waiting.last().cursor == 5
    assert waiting.with_trace(WHOLE).tick(0.1).cursor == 6


def test_a_step_is_underway_only_while_it_is_played_slowly(session: ContourSession) -> None:
    slow = replace(session, speed=1.0)
    assert slow.underway == 0.0
    assert slow.toggle().tick(0.25).underway == 0.25
    assert slow.toggle().tick(1.25).underway == 0.25
    assert slow.toggle().tick(0.25).toggle().underway == 0.0
    assert replace(session, speed=2.0).toggle().tick(0.25).underway == 0.0
    assert slow.seek(19).toggle().tick(0.5).underway == 0.5
    assert slow.seek(19).toggle().tick(1.5).underway == 0.0


def test_cues_are_gone_to_in_order(session: ContourSession) -> None:
    assert session.next_cue().cursor == 7
    assert session.next_cue().next_cue().cursor == 15
    assert session.next_cue().next_cue().next_cue().cursor == 15
    assert session.seek(10).previous_cue().cursor == 7
    assert session.previous_cue().cursor == 0
    assert session.seek(10).cue == 1


def test_speeds_go_up_and_down_within_bounds(session: ContourSession) -> None:
    assert session.faster().speed == 20.0
    assert session.slower().speed == 5.0
    assert replace(session, speed=7.0).faster().speed == 10.0
    assert replace(session, speed=SPEEDS[-1]).faster().speed == SPEEDS[-1]
    assert replace(session, speed=SPEEDS[0]).slower().speed == SPEEDS[0]


def test_selecting_goes_around(session: ContourSession) -> None:
    assert session.select(1).selected == 1
    assert session.select(-1).selected == 2


ACTIONS = {
    "forward": lambda s: s.step(1),
    "back": lambda s: s.step(-1),
    "ten": lambda s: s.step(10),
    "ten back": lambda s: s.step(-10),
    "first": lambda s: s.first(),
    "last": lambda s: s.last(),
    "play": lambda s: s.toggle(),
    "tick": lambda s: s.tick(0.21),
    "long tick": lambda s: s.tick(9.0),
    "next cue": lambda s: s.next_cue(),
    "previous cue": lambda s: s.previous_cue(),
    "faster": lambda s: s.faster(),
    "slower": lambda s: s.slower(),
    "select": lambda s: s.select(1),
    "more": lambda s: s.with_trace(WHOLE),
}


@given(
    known=st.integers(0, 20),
    names=st.lists(st.sampled_from(sorted(ACTIONS)), max_size=40),
)
def test_no_sequence_of_actions_leaves_the_trace(known: int, names: list[str]) -> None:
    session = ContourSession.begin(partly(known))
    for name in names:
        session = ACTIONS[name](session)
        assert 0 <= session.cursor <= session.trace.solved
        assert 0 <= session.selected < len(session.trace.runs)
        assert 0.0 <= session.part < 1.0


@given(start=st.integers(0, 20), steps=st.integers(0, 20))
def test_forward_and_back_is_where_it_was(start: int, steps: int) -> None:
    session = ContourSession.begin(WHOLE).seek(start)
    there = session.step(steps)
    if there.cursor == start + steps:
        assert there.step(-steps) == session
