"""Round numbers along an axis."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiopt.picture.ticks import Tick, log_outward, log_ticks, outward, ticks

FINITE = st.floats(allow_nan=False, allow_infinity=False)
RANGES = st.one_of(
    st.tuples(FINITE, FINITE),
    st.tuples(st.floats(-20, 20), st.floats(-20, 20)),
    st.tuples(FINITE, st.integers(1, 40)).map(
        lambda pair: (pair[0], pair[0] + pair[1] * math.ulp(pair[0]))
    ),
).filter(lambda pair: math.isfinite(pair[1]))


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (-10.0, 3.0, 5, ["−10", "−5", "0"]),
        (-0.7, 0.9, 5, ["−0.5", "0", "0.5"]),
        (0.0, 1.0, 4, ["0", "0.5", "1.0"]),
        (0.1, 0.3, 5, ["0.10", "0.15", "0.20", "0.25", "0.30"]),
        (0.0, 200.0, 6, ["0", "50", "100", "150", "200"]),
        (0.0, 2.5e6, 4, ["0", "1e6", "2e6"]),
        (-1e-3, 1e-3, 5, ["−1e−3", "−5e−4", "0", "5e−4", "1e−3"]),
        (123456.7891, 123456.7899, 5, ["1.23e5", "+0.0002", "+0.0004", "+0.0006"]),
        (1e16, 1e16 + 4, 5, ["1.00e16", "+2", "+4"]),
        (0.0, 5e-324, 5, ["0", "5e−324"]),
        (-1e308, 1.7e308, 5, ["−1e308", "0", "1e308"]),
        (1.0, 1.0, 3, ["1.000"]),
        (3.1, 4.9, 1, ["4"]),
        (1.9, 4.1, 1, ["1.900"]),
        (-0.0, 0.0, 3, ["0"]),
        (0.0, math.inf, 3, []),
        (math.nan, 1.0, 3, []),
        (2.0, 1.0, 3, []),
        (0.0, 1.0, 0, []),
    ],
)
def test_ticks_are_round_and_labelled_alike(
    low: float, high: float, most: int, labels: list[str]
) -> None:
    assert [tick.label for tick in ticks(low, high, most)] == labels


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (0.15, 8.0, 6, ["0.2", "0.5", "1", "2", "5"]),
        (1e-4, 8.0, 5, ["1e−4", "0.001", "0.01", "0.1", "1"]),
        (1e-20, 8.0, 5, ["1e−20", "1e−15", "1e−10", "1e−5", "1"]),
        (1e-323, 1e308, 4, ["1e−200", "1", "1e200"]),
        (1.2, 1.4, 4, ["1.2", "1.3", "1.4"]),
        (0.0, 3.0, 3, ["0", "2"]),
        (2.0, 2.0, 3, ["2.000"]),
    ],
)
def test_ticks_of_a_logarithmic_axis(low: float, high: float, most: int, labels: list[str]) -> None:
    assert [tick.label for tick in log_ticks(low, high, most)] == labels


@given(RANGES, st.integers(2, 12))
def test_ticks_lie_inside_in_order_and_apart(ends: tuple[float, float], most: int) -> None:
    low, high = min(ends), max(ends)
    for found in (ticks(low, high, most), log_ticks(low, high, most)):
        assert 1 <= len(found) <= most
        assert all(low <= tick.value <= high for tick in found)
        assert all(a.value < b.value for a, b in pairwise(found))
        assert len({tick.label for tick in found}) == len(found)


def test_a_tick_is_the_float_that_its_label_says() -> None:
    labels = ("0", "0.1", "0.2", "0.3", "0.4")
    assert ticks(0.0, 0.4, 5) == [Tick(float(label), label) for label in labels]


@given(RANGES, st.integers(2, 12))
def test_a_range_rounded_outward_holds_the_range(ends: tuple[float, float], most: int) -> None:
    low, high = min(ends), max(ends)
    bottom, top = outward(low, high, most)
    assert bottom <= low <= high <= top
    assert bottom < top
    assert math.isfinite(bottom)
    assert math.isfinite(top)


@pytest.mark.parametrize(
    ("low", "high", "wide"),
    [(-7.3, 2.1, (-8.0, 3.0)), (5.0, 5.0, (0.0, 10.0)), (0.0, 0.0, (-1.0, 1.0))],
)
def test_ranges_are_rounded_outward(low: float, high: float, wide: tuple[float, float]) -> None:
    assert outward(low, high, 10) == wide


@pytest.mark.parametrize(
    ("low", "high", "wide"),
    [
        (0.03, 8.0, (0.02, 10.0)),
        (0.02, 5.0, (0.02, 5.0)),
        (1e-9, 300.0, (1e-9, 500.0)),
        (5e-324, 1.7e308, (5e-324, 1.7e308)),
    ],
)
def test_positive_ranges_are_rounded_outward(
    low: float, high: float, wide: tuple[float, float]
) -> None:
    assert log_outward(low, high) == wide
