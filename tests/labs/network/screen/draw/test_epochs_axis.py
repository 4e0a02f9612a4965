"""The horizontal axis of networks, and dotted lines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiopt.app.draw.chart.epochs import Epochs
from tuiopt.app.draw.chart.plot import DOTTED, dotted, line

pytestmark = pytest.mark.filterwarnings("error")

UNEVEN = Epochs(40, 41, [0, 10, 20, 25, 40, 60], 4)
NAN = math.nan


def test_ticks_are_whole_epochs_where_they_end() -> None:
    assert [(tick.value, tick.label) for tick in UNEVEN.ticks(8)] == [
        *((0, "0"), (10, "1"), (20, "2"), (25, "3"), (40, "4"))
    ]
    assert [tick.label for tick in UNEVEN.ticks(3)] == ["0", "2", "4"]


def test_an_epoch_is_complete_with_its_last_step() -> None:
    assert [UNEVEN.complete(step) for step in (0, 9, 10, 24, 25, 59, 60)] == [0, 0, 1, 2, 3, 4, 5]


def test_a_line_goes_through_the_ends_of_epochs_and_stops_there() -> None:
    values = np.array([0.0, 10.0, 5.0])
    curve = UNEVEN.through(values, UNEVEN.ends(3))
    assert [curve[at] for at in (0, 5, 10, 12, 20)] == [0.0, 5.0, 10.0, 9.0, 5.0]
    assert np.isnan(curve[21:]).all()


def test_epochs_in_one_column_have_their_mean() -> None:
    many = Epochs(99, 10, list(range(100)), 99)
    values = np.arange(100.0)
    curve = many.through(values, many.ends(100))
    assert curve[0] == 5.0
    assert curve[-1] == 99.0
    assert not np.isnan(curve).any()


@given(st.lists(st.floats(0, 23) | st.just(NAN), min_size=2, max_size=40))
def test_a_dotted_line_is_every_third_dot_of_the_line(rows: list[float]) -> None:
    values = np.array(rows)
    whole, sparse = line(values, 24), dotted(values, 24)
    assert not (sparse & ~whole).any()
    known = int(np.isfinite(values).sum())
    assert sparse.sum() <= whole.sum() // DOTTED + known


def test_dots_are_apart_where_it_is_flat_steep_or_slanting() -> None:
    for rows in (np.full(30, 5.0), np.arange(30.0), np.arange(30.0)[::-1]):
        at = np.flatnonzero(dotted(rows, 30).any(axis=0))
        assert set(np.diff(at).tolist()) == {DOTTED}
    steep = dotted(np.array([0.0, 29.0]), 30)
    assert set(np.diff(np.flatnonzero(steep.any(axis=1))[1:]).tolist()) == {DOTTED}
