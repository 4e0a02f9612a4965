"""The scales of inputs, against NumPy by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tuiopt_kernels.scaling import SCALINGS

TRAIN = np.array([[1.0, 2.0, 3.0, 6.0], [-4.0, 0.0, 0.0, 4.0]])
OTHERS = np.array([[1.0, 8.0], [0.5, -4.0]])


@pytest.mark.parametrize(
    ("scaling", "train", "others"),
    [
        ("none", TRAIN, OTHERS),
        (
            "standard",  # means 3 and 0, variances 14/4 and 32/4
            (TRAIN - [[3.0], [0.0]]) / np.sqrt([[3.5], [8.0]]),
            (OTHERS - [[3.0], [0.0]]) / np.sqrt([[3.5], [8.0]]),
        ),
        (
            "minmax",
            [[0.0, 0.2, 0.4, 1.0], [0.0, 0.5, 0.5, 1.0]],
            [[0.0, 1.4], [0.5625, 0.0]],
        ),
    ],
)
def test_what_fits_one_part_is_applied_to_others(
    scaling: str, train: np.ndarray, others: np.ndarray
) -> None:
    scale = SCALINGS[scaling](TRAIN)
    assert scale.offset.shape == scale.divisor.shape == (2, 1)
    np.testing.assert_allclose(scale.applied(TRAIN), train, rtol=1e-15)
    np.testing.assert_allclose(scale.applied(OTHERS), others, rtol=1e-15)


@pytest.mark.parametrize("scaling", SCALINGS)
def test_a_feature_is_scaled_as_if_it_were_alone(scaling: str) -> None:
    inputs = np.random.default_rng(0).normal(5.0, 3.0, (2, 1001))
    both = SCALINGS[scaling](inputs).applied(inputs)
    for row, scaled in zip(inputs, both, strict=True):
        assert SCALINGS[scaling](row).applied(row).tobytes() == scaled.tobytes()


@pytest.mark.parametrize("number", [0.0, 7.0, 0.1, 1e9, 1e-9])
@pytest.mark.parametrize("samples", [1, 3, 10])
@pytest.mark.parametrize("scaling", ["standard", "minmax"])
def test_a_feature_without_spread_is_divided_by_1(
    scaling: str, samples: int, number: float
) -> None:
    """Though the mean of three times 0.1 is not 0.1, nor their deviation 0."""
    inputs = np.stack((np.full(samples, number), np.arange(samples)))
    scale = SCALINGS[scaling](inputs)
    assert scale.divisor[0] == 1.0
    assert np.all(scale.applied(inputs)[0] == 0.0)
    assert np.all(scale.applied(inputs + 2.0)[0] == (number + 2.0) - number)
