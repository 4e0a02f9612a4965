"""Paths on a map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from races import setup

from tuiopt.app.draw.braille import CHARACTERS, pack
from tuiopt.app.draw.map.path import DotPath, Stroke, beads, line, milestones, thick
from tuiopt.app.draw.map.tracks import DOTS, OLD, RUN, RUNS, SIGN, Tracks
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.solve.trace import ContourRunTrace, columns
from tuiopt.scenario.model import Box

VIEW = Viewport(((0.0, 8.0), (0.0, 4.0)), 4, 1)  # 8 × 4 dots, one a unit


def drawn(path: DotPath) -> str:
    return "".join(CHARACTERS[byte] for byte in path.mask)


def points(*pairs: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.array(pairs, dtype=float).T
    return x, y


def test_dots_are_packed_into_braille() -> None:
    dots = np.zeros((4, 4), bool)
    dots[0, 0] = dots[3, 1] = dots[1, 2] = True
    assert [CHARACTERS[byte] for byte in pack(dots)[0]] == ["⢁", "⠂"]


def test_a_path_is_a_line_from_point_to_point() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (7.5, 3.5), (7.5, 0.5)))
    path.show(0)
    assert drawn(path) == "⠁⠀⠀⠀"
    path.show(1)
    assert drawn(path) == "⠉⠉⠉⠉"
    path.show(2)
    assert drawn(path) == "⠉⠉⠉⢹"


def test_a_line_that_leaves_the_view_is_cut_at_its_border() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (1e7, 3.5)))
    path.show(1)
    assert drawn(path) == "⠉⠉⠉⠉"


def test_a_line_from_outside_to_outside_is_not_drawn() -> None:
    path = DotPath(VIEW, *points((-5.0, 2.0), (20.0, 2.0)))
    path.show(1)
    assert drawn(path) == "⠀⠀⠀⠀"


def test_a_run_that_returns_is_drawn_from_the_border() -> None:
    path = DotPath(VIEW, *points((-5.0, 3.5), (0.5, 3.5)))
    path.show(0)
    assert drawn(path) == "⠀⠀⠀⠀"
    path.show(1)
    assert drawn(path) == "⠁⠀⠀⠀"


@pytest.mark.parametrize("far", [1e300, -1e300, 1.7e308])
def test_points_far_away_overflow_nothing(far: float) -> None:
    path = DotPath(VIEW, *points((0.5, 0.5), (far, far), (7.5, 3.5)))
    path.show(2)
    assert path.mask.any()


def test_show_tells_whether_anything_changed() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (7.5, 3.5)))
    assert path.show(0)
    assert path.show(1)
    assert not path.show(1)
    assert path.show(0)


def test_a_path_can_be_two_dots_wide() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (7.5, 3.5)), thick)
    path.show(1)
    assert drawn(path) == "⠛⠛⠛⠛"


def test_beads_are_where_steps_are_long() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (1.5, 3.5), (7.0, 2.0), (6.0, 2.0)), beads)
    path.show(1)
    assert drawn(path) == "⠀⠀⠀⠀"
    path.show(3)
    assert drawn(path) == "⠀⠀⠀⠶"


def test_milestones_are_every_third_point() -> None:
    path = DotPath(VIEW, *points((0.5, 3.5), (2.5, 3.5), (4.5, 3.5), (6.5, 3.5)), milestones)
    path.show(3)
    assert drawn(path) == "⠁⠀⠀⠁"


@settings(deadline=None)
@given(
    seed=st.integers(0, 1000),
    known=st.lists(st.integers(1, 60), min_size=1, max_size=4).map(sorted),
    shown=st.integers(0, 60),
)
@pytest.mark.parametrize("stroke", [line, thick, beads, milestones])
def test_a_path_that_is_known_bit_by_bit_is_the_same_path(
    stroke: Stroke, seed: int, known: list[int], shown: int
) -> None:
    x, y = np.cumsum(np.random.default_rng(seed).standard_normal((2, 60)), axis=1)
    viewport = Viewport(((-4.0, 4.0), (-4.0, 4.0)), 10, 5)
    grown = DotPath(viewport, x[: known[0]], y[: known[0]], stroke)
    for i, points_known in enumerate(known):
        grown.show(min(shown, known[max(i - 1, 0)] - 1))
        grown.extend(x[:points_known], y[:points_known])
    whole = DotPath(viewport, x[: known[-1]], y[: known[-1]], stroke)
    for path in (grown, whole):
        path.show(shown)
    np.testing.assert_array_equal(grown.mask, whole.mask)


@settings(deadline=None)
@given(
    seed=st.integers(0, 1000),
    steps=st.lists(st.integers(-1, 60), min_size=1, max_size=10),
)
def test_the_way_to_a_step_does_not_matter(seed: int, steps: list[int]) -> None:
    """Forward or back, the path is a function of the step alone."""
    x, y = np.cumsum(np.random.default_rng(seed).standard_normal((2, 50)), axis=1)
    viewport = Viewport(((-4.0, 4.0), (-4.0, 4.0)), 10, 5)
    moved, direct = DotPath(viewport, x, y), DotPath(viewport, x, y)
    for step in steps:
        moved.show(step)
    direct.show(steps[-1])
    np.testing.assert_array_equal(moved.mask, direct.mask)


def test_a_path_of_a_million_steps_is_drawn_like_a_short_one() -> None:
    angle = np.linspace(0.0, 2000.0 * np.pi, 1_000_001)
    viewport = Viewport(((-1.2, 1.2), (-1.2, 1.2)), 20, 10)
    long = DotPath(viewport, np.cos(angle), np.sin(angle))
    short = DotPath(viewport, np.cos(angle[:1001]), np.sin(angle[:1001]))
    long.show(1_000_000)
    short.show(1000)
    np.testing.assert_array_equal(long.mask, short.mask)


def test_cells_of_points() -> None:
    assert VIEW.cell(0.0, 4.0) == (0, 0, True)
    assert VIEW.cell(7.9, 0.1) == (3, 0, True)
    assert VIEW.cell(8.0, 2.0) == (3, 0, False)
    assert VIEW.cell(-1e300, 1e300) == (0, 0, False)
    assert VIEW.cell(*VIEW.point(3, 0)) == (3, 0, True)


@pytest.mark.parametrize(
    "view", [((1.0, 1.0), (2.0, 2.0)), ((0.0, 5e-324), (0.0, 1.0)), ((-1.7e308, 1.7e308),) * 2]
)
def test_views_that_float64_cannot_divide_up_break_nothing(view: Box) -> None:
    viewport = Viewport(view, 4, 2)
    assert viewport.cell(1.0, 2.0)[:2] in [(0, 0), (0, 1)]
    assert viewport.stretch == 1.0 or view[1] == (0.0, 1.0)
    path = DotPath(viewport, *points((1.0, 2.0), (1e300, -1e300)))
    path.show(1)


def test_the_stretch_is_that_of_square_dots() -> None:
    assert Viewport(((0.0, 8.0), (0.0, 4.0)), 4, 1).stretch == 1.0
    assert Viewport(((0.0, 8.0), (0.0, 2.0)), 4, 1).stretch == 2.0


# All runs of a race


def a_run(x: np.ndarray, y: np.ndarray) -> ContourRunTrace:
    """A run that went these ways."""
    rows = np.zeros((len(x), len(columns(setup().optimizer))))
    rows[:, 1], rows[:, 2] = x, y
    return ContourRunTrace(setup(), rows, None, None)


def tracks(
    *runs: ContourRunTrace, color: bool = True, heavy: bool = False, fades: bool = True
) -> Tracks:
    made = Tracks(VIEW, heavy=heavy, color=color, fades=fades)
    made.follow([run.points for run in runs])
    return made


def owners(made: Tracks) -> list[int | None]:
    """The run whose colour each cell has."""
    return [int(state >> RUN & RUNS) - 1 if state else None for state in made.states]


ALONG = a_run(*points((0.5, 3.5), (7.5, 3.5)))
HALF = a_run(*points((4.5, 0.5), (7.5, 0.5)))


def test_a_cell_has_the_dots_of_all_runs_and_the_colour_of_the_one_on_top() -> None:
    made = tracks(ALONG, HALF)
    made.show(1, 0, [1, 0])
    assert owners(made) == [0, 0, 0, 0]
    assert "".join(CHARACTERS[state & DOTS] for state in made.states) == "⠉⠉⣉⣙"
    made.show(1, 1, [0, 1])
    assert owners(made) == [0, 0, 1, 1]


def test_a_run_that_is_not_shown_leaves_no_dot() -> None:
    made = tracks(ALONG, HALF)
    made.show(1, 0, [1])
    assert owners(made) == [None, None, 1, 1]


def test_show_tells_the_cells_that_changed() -> None:
    made = tracks(ALONG)
    assert made.show(0, 0, [0]).tolist() == [0]
    assert made.show(1, 0, [0]).tolist() == [0, 1, 2, 3]
    assert made.show(1, 0, [0]).tolist() == []


def late(x: float) -> ContourRunTrace:
    """60 steps in the first cell, then to x in one of 40."""
    return a_run(np.r_[np.full(61, 0.5), np.full(60, x)], np.full(121, 3.5))


def test_what_is_older_than_the_last_steps_fades() -> None:
    made = tracks(late(3.5))
    made.show(60, 0, [0])
    assert not (made.states & OLD).any()
    made.show(61, 0, [0])
    assert (made.states & OLD > 0).tolist() == [False, False, False, False]
    made.show(101, 0, [0])
    assert (made.states & OLD > 0).tolist() == [True, False, False, False]
    gone = a_run(np.r_[0.5, np.full(120, 7.5)], np.full(121, 3.5))
    made = tracks(gone)
    made.show(60, 0, [0])
    assert not (made.states & OLD).any()
    made.show(61, 0, [0])
    assert (made.states & OLD > 0).tolist() == [True, True, True, False]
    made = tracks(late(3.5), fades=False)
    made.show(101, 0, [0])
    assert not (made.states & OLD).any()


def test_who_was_there_lately_is_above_who_was_there_long_ago() -> None:
    made = tracks(late(0.5), late(7.5))
    made.show(61, 0, [1, 0])
    assert owners(made) == [0, 1, 1, 1]
    made = tracks(a_run(np.r_[0.5, np.full(120, 7.5)], np.full(121, 3.5)), late(7.5))
    made.show(61, 0, [1, 0])
    assert owners(made) == [1, 1, 1, 0]  # the selected one went by in its first step


def test_without_colours_runs_leave_signs_and_only_the_selected_one_a_line() -> None:
    x = np.arange(0.5, 8.0)
    made = tracks(a_run(x, np.full(8, 3.5)), a_run(x, np.full(8, 0.5)), color=False)
    made.show(7, 1, [0, 1])
    assert (made.states & SIGN > 0).tolist() == [True, True, False, True]
    assert (made.states & DOTS > 0).tolist() == [False, False, True, False]
    assert owners(made) == [1, 1, 1, 1]


def test_a_longer_trace_goes_on_and_another_one_begins_anew() -> None:
    whole = late(7.5)
    begun = ContourRunTrace(whole.setup, whole.rows[:61], None, None)
    made = tracks(begun)
    made.show(61, 0, [0])
    assert owners(made) == [0, None, None, None]
    made.follow([whole.points])
    made.show(61, 0, [0])
    assert owners(made) == [0, 0, 0, 0]
    made.follow([HALF.points])
    made.show(61, 0, [0])
    assert owners(made) == [None, None, 0, 0]


def test_races_of_which_nothing_is_shown() -> None:
    made = tracks(late(7.5))
    made.show(100, 0, [])
    assert not made.states.any()
