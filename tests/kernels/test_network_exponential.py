"""The exponential of networks, against one of more digits."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest

from tuiopt_kernels.network.exponential import LOWEST, exponential


def test_it_is_right_to_two_units_of_the_last_place() -> None:
    rng = np.random.default_rng(4)
    points = [*(-rng.uniform(0.0, 1.0, 500)), *(-(10.0 ** rng.uniform(-20.0, 2.85, 1500)))]
    with mpmath.workdps(40):
        for x in points:
            exact = mpmath.exp(mpmath.mpf(float(x)))
            apart = abs(mpmath.mpf(exponential(float(x))) - exact)
            assert apart <= 2.0 * math.ulp(float(exact)), x


@pytest.mark.parametrize(
    ("x", "expected"),
    [(0.0, 1.0), (-0.0, 1.0), (-math.inf, 0.0), (math.nextafter(LOWEST, -1e3), 0)],
)
def test_its_ends(x: float, expected: float) -> None:
    assert exponential(x) == expected


def test_nan_stays() -> None:
    assert math.isnan(exponential(math.nan))
