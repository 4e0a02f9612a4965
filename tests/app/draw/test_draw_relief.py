"""The filled levels and isolines of a map."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from tuiopt.app.draw.braille import COUNT
from tuiopt.app.draw.map.labels import labels
from tuiopt.app.draw.map.relief import Isolines, Relief
from tuiopt.app.draw.map.relief import relief as relief_of
from tuiopt.picture.palette import FILL_LEVELS

ROWS, COLUMNS = 10, 20
VIEW = ((-1.0, 1.0), (-1.0, 1.0))


def relief(values: np.ndarray, spacing: Literal["linear", "log"]) -> Relief:
    return relief_of(values, spacing, VIEW)


def bowl(scale: float = 1.0, offset: float = 0.0) -> np.ndarray:
    y, x = np.mgrid[-1 : 1 : ROWS * 4 * 1j, -1 : 1 : COLUMNS * 2 * 1j]
    return scale * (x * x + y * y) + offset


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_levels_go_from_the_lowest_to_the_highest_value(spacing) -> None:  # type: ignore[no-untyped-def]
    made = relief(bowl(), spacing)
    assert made.size == (COLUMNS, ROWS)
    assert made.view == VIEW
    assert made.fill.shape == (2 * ROWS, COLUMNS)
    assert made.fill.min() >= 0
    assert made.fill.max() >= FILL_LEVELS - 4
    middle = made.fill[ROWS - 1 : ROWS + 1, COLUMNS // 2 - 1 : COLUMNS // 2 + 1]
    assert middle.max() == made.fill.min()


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_isolines_are_thin_and_there_on_every_side_of_the_bowl(spacing) -> None:  # type: ignore[no-untyped-def]
    dots = COUNT[relief(bowl(), spacing).isolines.dots]
    assert dots.sum() < 8 * dots.size / 4
    lines = dots > 0
    for half in np.array_split(lines, 2, axis=0):
        for quarter in np.array_split(half, 2, axis=1):
            assert quarter.sum() >= lines.sum() / 8


@pytest.mark.parametrize("value", [0.0, 1.0, -5e300, 5e-324])
def test_a_constant_surface_is_one_level_without_isolines(value: float) -> None:
    made = relief(np.full((ROWS * 4, COLUMNS * 2), value), "log")
    assert not made.fill.any()
    assert not made.isolines.dots.any()
    assert made.levels == ()


@pytest.mark.parametrize("spacing", ["linear", "log"])
@pytest.mark.parametrize(
    ("scale", "offset"), [(5e-324, 0.0), (1e-300, 0.0), (1.0, 1e15), (8e307, 0.0), (1e-9, 1e-9)]
)
def test_no_range_is_too_small_or_too_large(spacing, scale: float, offset: float) -> None:  # type: ignore[no-untyped-def]
    made = relief(bowl(scale, offset), spacing)
    assert made.fill.min() >= 0
    assert made.fill.max() < FILL_LEVELS


def test_a_range_over_all_of_float64() -> None:
    values = bowl()
    values[0, 0], values[-1, -1] = -1.7e308, 1.7e308
    made = relief(values, "linear")
    assert 0 <= made.fill.min() <= made.fill.max() < FILL_LEVELS


def test_values_that_are_not_finite_count_as_the_highest() -> None:
    values = bowl()
    values[:8, :8] = np.nan
    values[8:16, :8] = np.inf
    made = relief(values, "log")
    assert (made.fill[:8, :4] == FILL_LEVELS - 1).all()


def test_a_surface_that_is_nowhere_finite_is_drawn_flat() -> None:
    assert not relief(np.full((ROWS * 4, COLUMNS * 2), np.nan), "log").fill.any()


def test_isolines_stand_where_f_has_their_values() -> None:
    made = relief(bowl(), "linear")
    assert made.levels == (0.4, 0.8, 1.0, 1.5)
    values = bowl().reshape(ROWS, 4, COLUMNS, 2)
    lowest, highest = values.min(axis=(1, 3)), values.max(axis=(1, 3))
    step = 0.12  # what f changes from a cell to the next, at most
    for k, level in enumerate(made.levels):
        own = made.isolines.level == k
        assert own.sum() > 4
        assert (lowest[own] <= level + step).all()
        assert (highest[own] >= level - step).all()
    single = made.isolines.level >= 0
    assert (made.isolines.dots[single] > 0).all()


def test_the_isoline_at_zero_is_at_zero() -> None:
    y, x = np.mgrid[-1:1:56j, -1:1:40j]
    made = relief(2.001 * x * x - 2.0 * y * y, "linear")
    assert 0.0 in made.levels
    assert all(abs(level) > 0.1 for level in made.levels if level)


@pytest.mark.parametrize("rows", [5, 10, 26, 40])
def test_a_saddle_between_equal_heights_has_its_isoline_at_every_size(rows: int) -> None:
    y, x = np.mgrid[-1 : 1 : rows * 4 * 1j, -1 : 1 : COLUMNS * 2 * 1j]
    made = relief(x * x - y * y, "linear")
    assert 0.0 in made.levels
    assert made.levels == tuple(-level for level in reversed(made.levels))
    assert 0.0 in made.sparse.levels


def test_every_second_isoline_is_there_for_projectors() -> None:
    made = relief(bowl(), "linear")
    assert made.sparse.levels == made.levels[1::2]
    lines, sparse = made.isolines.dots > 0, made.sparse.dots > 0
    assert 0 < sparse.sum() < lines.sum()
    few = relief(np.repeat(bowl()[::5], 4, axis=0), "linear")
    assert few.sparse.levels == few.levels[::2]
    assert len(few.levels) == 3


# The numbers on the isolines


def lines(*rows: str) -> Isolines:
    """A digit where an isoline of that level is."""
    level = np.array([[int(c) if c.isdigit() else -1 for c in row] for row in rows])
    levels = tuple(float(k) for k in range(level.max() + 1))
    return Isolines(levels, (level >= 0).astype(np.uint8), level)


def test_every_isoline_has_its_number_once_near_the_anchor() -> None:
    made = lines("00000000000", "...........", "...........", "11111111111")
    assert labels(made, [], (5.5, 1.5)) == [(0, 5, "0"), (3, 5, "1")]
    assert labels(made, [], (2.5, 1.5)) == [(0, 2, "0"), (3, 2, "1")]


def test_numbers_keep_away_from_signs_other_lines_and_each_other() -> None:
    made = lines("00000000000", "11111111111")
    assert labels(made, [], (5.6, 1.0)) == [(0, 5, "0"), (1, 9, "1")]
    made = lines("00000000000")
    assert labels(made, [(5, 0)], (5.5, 0.5)) == [(0, 1, "0")]
    made = lines("00001000000")
    (label,) = labels(made, [], (4.5, 0.5))
    assert label == (0, 2, "0")


def test_an_isoline_without_room_has_no_number() -> None:
    assert labels(lines("00."), [], (1.0, 0.5)) == []
    assert labels(lines("000000"), [(2, 0), (4, 0)], (3.0, 0.5)) == []
    assert labels(lines("0" * 2), [], (1.0, 0.5)) == []


def test_numbers_prefer_stretches_where_the_line_runs_along_them() -> None:
    made = lines("...0.....", "...0.....", "...0.....", "...000000")
    made = Isolines((150.0,), made.dots, made.level)
    ((row, column, text),) = labels(made, [], (3.5, 1.5))
    assert (row, text) == (3, "150")
    assert column >= 3
