"""The filled levels and isolines of a map."""

from __future__ import annotations

import numpy as np
import pytest

from tuiopt.app.draw.look import FILL_LEVELS
from tuiopt.app.draw.relief import relief

ROWS, COLUMNS = 10, 20


def bowl(scale: float = 1.0, offset: float = 0.0) -> np.ndarray:
    y, x = np.mgrid[-1 : 1 : ROWS * 4 * 1j, -1 : 1 : COLUMNS * 2 * 1j]
    return scale * (x * x + y * y) + offset


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_levels_go_from_the_lowest_to_the_highest_value(spacing) -> None:  # type: ignore[no-untyped-def]
    made = relief(bowl(), spacing)
    assert made.size == (COLUMNS, ROWS)
    assert made.fill.shape == (2 * ROWS, COLUMNS)
    assert made.fill.min() >= 0
    assert made.fill.max() >= FILL_LEVELS - 4
    middle = made.fill[ROWS - 1 : ROWS + 1, COLUMNS // 2 - 1 : COLUMNS // 2 + 1]
    assert middle.max() == made.fill.min()


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_isolines_are_thin_and_there_on_every_side_of_the_bowl(spacing) -> None:  # type: ignore[no-untyped-def]
    lines = relief(bowl(), spacing).isolines > 0
    assert lines.sum() < lines.size / 2
    for half in np.array_split(lines, 2, axis=0):
        for quarter in np.array_split(half, 2, axis=1):
            assert quarter.sum() >= lines.sum() / 8


@pytest.mark.parametrize("value", [0.0, 1.0, -5e300, 5e-324])
def test_a_constant_surface_is_one_level_without_isolines(value: float) -> None:
    made = relief(np.full((ROWS * 4, COLUMNS * 2), value), "log")
    assert not made.fill.any()
    assert not made.isolines.any()


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
