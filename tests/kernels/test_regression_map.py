"""The map of a mean loss: interpolated, condensed, and near enough to the loss itself."""

from __future__ import annotations

import numpy as np
import pytest
from fits import fit

from tuiopt_kernels.bicubic import interpolated
from tuiopt_kernels.regression_surface import RegressionSurface, values


def error(surface: RegressionSurface, zoom: float) -> float:
    """The largest error on a map so many times as wide as the domain, as a share of its range."""
    x, y = (
        np.linspace(*((low + high) / 2 + zoom * (np.array([low, high]) - (low + high) / 2)), count)
        for (low, high), count in zip(surface.domain, (61, 45), strict=True)
    )
    exact = surface.value(x[np.newaxis, :], y[::-1, np.newaxis], ())
    return float(np.abs(values(surface, x, y[::-1]) - exact).max() / np.ptp(exact))


@pytest.mark.parametrize("zoom", [1e-3, 1.0, 20.0])
def test_least_squares_are_exact(zoom: float) -> None:
    assert error(fit("least-squares", 1000), zoom) < 1e-13 / min(zoom, 1.0) ** 2


@pytest.mark.parametrize("samples", [100, 3000])
@pytest.mark.parametrize("scaling", ["none", "standard"])
@pytest.mark.parametrize(("zoom", "most"), [(0.01, 1e-5), (1.0, 1e-4), (20.0, 1e-2)])
def test_cross_entropy_is_near(samples: int, scaling: str, zoom: float, most: float) -> None:
    assert error(fit("logistic", samples, scaling), zoom) < most


def test_condensed_samples_keep_number_mean_and_deviation() -> None:
    full = fit("logistic", 3000).mean_loss
    few = full.condensed
    assert len(few.inputs) <= full.condensed_size == 512
    assert few.weights.sum() == pytest.approx(1.0, 1e-14)
    for label in (0.0, 1.0):
        for power in (1, 2):
            moment = few.weights * few.inputs**power
            expected = np.sum(full.inputs[full.targets == label] ** power) / 3000
            assert moment[few.targets == label].sum() == pytest.approx(expected, 1e-12)


def test_few_samples_are_as_they_are() -> None:
    for kind, samples in (("least-squares", 3000), ("logistic", 512)):
        mean = fit(kind, samples).mean_loss
        assert mean.condensed is mean
        assert mean.condensed_size == len(mean.inputs)


def test_a_cubic_is_reproduced() -> None:
    x, y = np.linspace(-1, 2, 31), np.linspace(3, 5, 17)
    knots = np.linspace(-1, 2, 4), np.linspace(3, 5, 3)
    a, b = knots[0][np.newaxis, :], knots[1][:, np.newaxis]
    jet = (a**3 * b**2 - b**3, 3 * a**2 * b**2, 2 * a**3 * b - 3 * b**2, 6 * a**2 * b)
    jet = tuple(np.broadcast_to(part, (3, 4)) for part in jet)
    expected = x[np.newaxis, :] ** 3 * y[:, np.newaxis] ** 2 - y[:, np.newaxis] ** 3
    np.testing.assert_allclose(interpolated(x, y, *knots, jet), expected, rtol=1e-13, atol=1e-12)
