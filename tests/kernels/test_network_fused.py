"""a·b + c rounded once, as fractions have it."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tuiopt_kernels.network.fused import HIGHEST, LOWEST, _exactly, _quickly, fused

NEAR = st.builds(math.ldexp, st.floats(-2.0, 2.0), st.integers(-60, 60))
"""Near enough to one another for rounding twice to be seen."""

ANY = st.one_of(st.floats(allow_nan=False, allow_infinity=False), NEAR)


def expected(a: float, b: float, c: float) -> float:
    total = Fraction(a) * Fraction(b) + Fraction(c)
    if total == 0:
        return a * b + c
    try:
        return float(total)
    except OverflowError:
        return math.inf if total > 0 else -math.inf


def chosen(a: float, b: float, c: float) -> Any:
    return fused(np.array([a]), np.array([b]), 2)(np.array([a]), np.array([b]), np.array([c]))


@given(a=ANY, b=ANY, c=ANY)
@example(a=1.0 + 2.0**-52, b=1.0 + 2.0**-52, c=-1.0)
@example(a=0.1, b=10.0, c=-1.0)
@example(a=1e200, b=1e200, c=-1e308)
@example(a=1e-200, b=1e-200, c=5e-324)
@example(a=-1e-200, b=1e-200, c=0.0)
@example(a=1.0 + 2.0**-30, b=1.0 + 2.0**-23, c=2.0**-106)
def test_it_is_rounded_once(a: float, b: float, c: float) -> None:
    assume(abs(c) < HIGHEST or abs(a * b) > HIGHEST)  # a sum of products like this one
    assert chosen(a, b, c).tobytes() == np.float64(expected(a, b, c)).tobytes()


def test_sums_of_many() -> None:
    rng = np.random.default_rng(7)
    a, b = rng.standard_normal((30, 1)), rng.standard_normal(20)
    c = rng.standard_normal((30, 20)) * 10.0 ** rng.integers(-20, 5, (30, 20))
    c[::3] = (-a * b)[::3]  # what is left is what rounding took
    made = [[expected(a[i, 0], b[j], c[i, j]) for j in range(20)] for i in range(30)]
    assert _quickly(a, b, c).tobytes() == _exactly(a, b, c).tobytes() == np.array(made).tobytes()
    assert not np.array_equal(made, a * b + c)


@pytest.mark.parametrize(
    ("a", "b", "quickly"),
    [
        (1.0, 1.0, True),
        (0.0, 1.0, True),
        (2.0 * LOWEST, 1.0, True),
        (LOWEST, 0.5, False),
        (HIGHEST, 0.25, False),
        (HIGHEST / 8.0, 1.0, True),
        (math.inf, 1.0, False),
        (math.nan, 1.0, False),
    ],
)
def test_where_digits_could_be_lost_it_takes_its_time(a: float, b: float, quickly: bool) -> None:
    assert (fused(np.array([a, 1.0]), np.array([b]), 4) is _quickly) == quickly


@pytest.mark.parametrize(
    ("a", "b", "c"),
    [(math.inf, 1.0, 1.0), (math.inf, 0.0, 1.0), (1.0, 1.0, -math.inf), (math.nan, 0.0, 0.0)],
)
def test_what_is_not_finite(a: float, b: float, c: float) -> None:
    with np.errstate(invalid="ignore"):
        np.testing.assert_equal(float(_exactly(a, b, c)), a * b + c)
