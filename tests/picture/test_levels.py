"""The values of isolines."""

from __future__ import annotations

import numpy as np
import pytest

from tuiopt.picture.levels import ROUND, Heights, every_second, levels

SHARES = np.linspace(0.0, 1.0, 101)


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_heights_go_from_0_to_1(spacing) -> None:  # type: ignore[no-untyped-def]
    heights = Heights(SHARES, spacing)
    made = heights.of(SHARES)
    assert (made[0], made[-1]) == (0.0, pytest.approx(1.0))
    assert (np.diff(made) > 0.0).all()
    assert heights.of(np.array(heights.even(3))) == pytest.approx([0.25, 0.5, 0.75])


def test_levels_are_short_to_write() -> None:
    made = levels(0.0, 1234.5, Heights(SHARES, "log"), 9)
    assert made == tuple(sorted(made))
    assert {float(f"{level:e}".split("e")[0]) for level in made} <= set(ROUND)


def test_a_level_near_zero_is_zero_where_values_have_both_signs() -> None:
    assert levels(-2.0, 2.001, Heights(SHARES, "linear"), 4)[2] == 0.0
    assert 0.0 not in levels(0.0, 2.0, Heights(SHARES, "linear"), 99)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((1.0, 2.0, 3.0), (1.0, 3.0)),
        ((1.0, 2.0, 3.0, 4.0), (2.0, 4.0)),
        ((-2.0, -1.0, 0.0, 1.0), (-2.0, 0.0)),
        ((-1.0, 0.0, 1.0, 2.0), (0.0, 2.0)),
        ((), ()),
    ],
)
def test_zero_is_among_every_second_level(
    given: tuple[float, ...], kept: tuple[float, ...]
) -> None:
    assert given[every_second(given)] == kept
