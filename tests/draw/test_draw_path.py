"""Paths on a map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuiopt.app.draw.braille import CHARACTERS, pack
from tuiopt.app.draw.path import DotPath
from tuiopt.app.draw.viewport import Viewport

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


def test_show_tells_the_rows_that_changed() -> None:
    tall = Viewport(((0.0, 2.0), (0.0, 12.0)), 1, 3)
    path = DotPath(tall, *points((0.5, 11.5), (0.5, 0.5)))
    assert path.show(0).tolist() == [0]
    assert path.show(1).tolist() == [0, 1, 2]
    assert path.show(1).tolist() == []
    assert path.show(0).tolist() == [0, 1, 2]


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
