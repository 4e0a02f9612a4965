"""Zoom, pan and the cross-hair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from races import scenario, setup

from tuiopt.labs.contour.session import ZOOM, ContourSession
from tuiopt.labs.contour.solve.race import solve
from tuiopt.session.view import FARTHEST, LARGEST, SMALLEST, middle, panned, within, zoomed

WHOLE = solve(scenario(setup("gd"), setup("adam"), steps=20))
VIEW = ((-10.0, 10.0), (-3.0, 5.0))
DOMAIN = ((-10.0, 10.0), (-10.0, 10.0))


def test_the_point_zoomed_about_stays_where_it_is() -> None:
    about = (4.0, -1.0)
    (left, right), (bottom, top) = zoomed(VIEW, DOMAIN, 0.5, about)
    assert (right - left, top - bottom) == (10.0, 4.0)
    assert (about[0] - left) / (right - left) == pytest.approx((4.0 + 10.0) / 20.0)
    assert (top - about[1]) / (top - bottom) == pytest.approx((5.0 + 1.0) / 8.0)


def test_panning_moves_by_shares_of_the_view() -> None:
    assert panned(VIEW, DOMAIN, 0.1, -0.5) == ((-8.0, 12.0), (-7.0, 1.0))


@given(st.lists(st.tuples(st.integers(-30, 30), st.floats(-3, 3), st.floats(-3, 3)), max_size=30))
def test_a_view_keeps_a_size_and_a_place_one_can_come_back_from(
    moves: list[tuple[int, float, float]],
) -> None:
    view = VIEW
    for steps, dx, dy in moves:
        view = panned(zoomed(view, DOMAIN, ZOOM**steps, middle(view)), DOMAIN, dx, dy)
        for (low, high), (least, most) in zip(view, DOMAIN, strict=True):
            size = most - least
            assert 0.9 * SMALLEST * size <= high - low <= 1.1 * LARGEST * size
            assert abs((low + high) / 2) <= 1.1 * FARTHEST * size


def test_reset_brings_the_view_of_the_file_back() -> None:
    session = ContourSession.begin(WHOLE)
    assert session.zoom(3).pan(1.0, 0.2).reset_view() == session


def test_the_cross_hair_comes_out_where_the_selected_run_stands() -> None:
    session = ContourSession.begin(WHOLE).pick(1).go_to(5)
    out = session.toggle_cross()
    assert out.cross == tuple(WHOLE.runs[1].rows[5, 1:3])
    assert out.toggle_cross().cross is None
    assert out.zoom(2).cross == out.cross


def test_the_cross_hair_stays_within_the_view() -> None:
    session = ContourSession.begin(WHOLE).toggle_cross()
    far = session.move_cross(7.0, -7.0)
    (_, right), (bottom, _) = session.view
    assert far.cross == (right, bottom)
    moved = far.pan(-3.0, 0.0)
    assert moved.cross is not None
    assert within(moved.view, moved.cross)
    assert ContourSession.begin(WHOLE).move_cross(1.0, 1.0).cross is None


def test_a_hidden_run_is_shown_again() -> None:
    session = ContourSession.begin(WHOLE)
    assert session.hide(1).hidden == {1}
    assert session.hide(1).hide(1).hidden == frozenset()
    assert session.hide(5) == session
