"""Through the lines of a step card, forward and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from races import scenario, setup

from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.card import lines
from tuiopt.labs.contour.solve.race import solve

WHOLE = solve(scenario(setup("gd"), setup("adam"), setup("gd", 3.0), steps=20))
ENDS = WHOLE.runs[2].last


def place(session: ContourSession) -> tuple[int, int | None]:
    return session.cursor, session.inside


def test_the_lines_of_a_step_lead_to_the_next_one_and_back() -> None:
    session = ContourSession.begin(WHOLE).pick(1).go_to(4)
    count = lines(WHOLE.runs[1])
    places = [place(session)]
    for _ in range(2 * count):
        session = session.deeper()
        places.append(place(session))
    assert places[0] == (4, None)
    assert places[1:count] == [(4, line) for line in range(1, count)]
    assert places[count] == (5, None)
    assert places[-1] == (6, None)
    for expected in reversed(places[:-1]):
        session = session.back_inside()
        assert place(session) == expected


def test_there_is_nothing_inside_beyond_either_end() -> None:
    session = ContourSession.begin(WHOLE).pick(1)
    assert place(session.back_inside()) == (0, None)
    assert place(session.last().deeper()) == (20, None)


def test_a_step_from_inside_ends_at_whole_steps() -> None:
    inside = ContourSession.begin(WHOLE).pick(1).go_to(4).deeper().deeper()
    assert place(inside.step(1)) == (5, None)
    assert place(inside.step(-1)) == (4, None)
    assert place(inside.step(-2)) == (3, None)
    assert inside.toggle().playing
    assert place(inside.toggle()) == (4, None)


def test_a_run_that_has_ended_has_whole_steps_only() -> None:
    session = ContourSession.begin(WHOLE).pick(2).go_to(ENDS)
    assert place(session.deeper()) == (ENDS + 1, None)
    assert place(session.deeper().back_inside()) == (ENDS, None)
    assert place(ContourSession.begin(WHOLE).pick(1).go_to(ENDS).deeper().pick(2)) == (ENDS, None)


def test_another_run_has_its_own_number_of_lines() -> None:
    inside = ContourSession.begin(WHOLE).pick(1).go_to(4)
    for _ in range(lines(WHOLE.runs[1]) - 1):
        inside = inside.deeper()
    picked = inside.pick(0)
    assert picked.inside == lines(WHOLE.runs[0]) - 1
    assert place(picked.deeper()) == (5, None)


@given(st.lists(st.sampled_from(["deeper", "back_inside", "next", "previous", "play", "run"])))
def test_whatever_keys_come_the_place_exists(keys: list[str]) -> None:
    session = ContourSession.begin(WHOLE)
    for key in keys:
        if key == "next":
            session = session.step(1)
        elif key == "previous":
            session = session.step(-1)
        elif key == "play":
            session = session.toggle().tick(0.15)
        elif key == "run":
            session = session.select(1)
        else:
            session = getattr(session, key)()
        assert 0 <= session.cursor <= 20
        if session.inside is not None:
            run = WHOLE.runs[session.selected]
            assert 1 <= session.inside < lines(run)
            assert session.cursor < run.last
            assert not session.playing
