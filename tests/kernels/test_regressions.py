"""The mean losses and their derivatives, against PyTorch's autograd and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fits import DATA, fit

from tuiopt_kernels import arrays, interpreted
from tuiopt_kernels.bind import bind
from tuiopt_kernels.regression_surface import RegressionSurface, regression_surface
from tuiopt_kernels.regressions import REGRESSIONS, Regression

EVERY = pytest.mark.parametrize("regression", REGRESSIONS.values(), ids=lambda kind: kind.name)


def by_torch(kind: str, w: float, b: float, u: np.ndarray, y: np.ndarray) -> list[float]:
    """f, its gradient and its Hessian, by PyTorch."""
    torch = pytest.importorskip("torch")
    inputs, targets = torch.tensor(u), torch.tensor(y)

    def loss(point: object) -> object:
        z = point[0] * inputs + point[1]  # type: ignore[index]
        if kind == "least-squares":
            return 0.5 * torch.nn.functional.mse_loss(z, targets)
        return torch.nn.functional.binary_cross_entropy_with_logits(z, targets)

    point = torch.tensor([w, b], dtype=torch.float64)
    gradient = torch.autograd.functional.jacobian(loss, point).tolist()
    hessian = torch.autograd.functional.hessian(loss, point).tolist()
    return [float(loss(point)), *gradient, hessian[0][0], hessian[0][1], hessian[1][1]]


@EVERY
def test_value_gradient_and_hessian_are_autograds(regression: Regression) -> None:
    """To 1e-12·(|f| + ‖g‖ + ‖H‖), at 100 points of twice the domain."""
    surface = fit(regression.name, 200)
    mean = surface.mean_loss
    rng = np.random.default_rng(4)
    (left, right), (bottom, top) = surface.domain
    for w, b in rng.uniform((2 * left, 2 * bottom), (2 * right, 2 * top), (100, 2)):
        found = [mean.value(w, b), *mean.gradient(w, b), *mean.hessian(w, b)]
        expected = by_torch(regression.name, w, b, mean.inputs, mean.targets)
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12 * np.abs(expected).sum())


@EVERY
def test_arrays_of_points_broadcast(regression: Regression) -> None:
    surface = fit(regression.name)
    w, b = np.linspace(-1, 2, 4)[np.newaxis, :], np.linspace(-2, 1, 3)[:, np.newaxis]
    for function in (arrays.value, arrays.gradient, arrays.hessian):
        found = np.array(function(surface, w, b, ()))
        single = [[function(surface, x, y, ()) for x in w[0]] for y in b[:, 0]]
        expected = np.moveaxis(np.array(single), -1, 0) if found.ndim == 3 else np.array(single)
        np.testing.assert_allclose(found, expected, rtol=1e-14, atol=1e-15)


def test_many_points_and_samples_are_worked_on_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    surface = fit("logistic")
    points = np.linspace(-3.0, 3.0, 40)
    whole = surface.mean_loss.gradient(points, points)
    monkeypatch.setattr("tuiopt_kernels.mean_loss.BLOCK", 7)
    np.testing.assert_allclose(surface.mean_loss.gradient(points, points), whole, rtol=1e-14)


@EVERY
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_slope_and_curvature_are_derivatives(regression: Regression, target: float) -> None:
    """Against 60 digits."""
    mpmath = pytest.importorskip("mpmath")
    exact = {
        "least-squares": lambda z: (z - target) ** 2 / 2,
        "logistic": lambda z: mpmath.log(1 + mpmath.exp((1 - 2 * target) * z)),
    }[regression.name]
    with mpmath.workdps(60):
        for z in (-40.0, -3.0, -0.1, 0.0, 0.7, 12.0, 30.0):
            assert regression.loss(z, target) == pytest.approx(float(exact(mpmath.mpf(z))), 1e-14)
            slope, curvature = (float(mpmath.diff(exact, mpmath.mpf(z), n)) for n in (1, 2))
            assert regression.slope(z, target) == pytest.approx(slope, 1e-13)
            assert regression.curvature(z, target) == pytest.approx(curvature, 1e-13)


@EVERY
@pytest.mark.parametrize("z", [-1e3, 1e3, -1e300, 1e300])
def test_far_out_nothing_is_lost_but_what_overflows(regression: Regression, z: float) -> None:
    safe = [
        bind(function, {}, replace=interpreted.IEEE)
        for function in (regression.loss, regression.slope, regression.curvature)
    ]
    assert not any(math.isnan(function(z, target)) for function in safe for target in (0.0, 1.0))
    assert REGRESSIONS["logistic"].loss(1e3, 0.0) == 1e3
    assert REGRESSIONS["logistic"].loss(1e3, 1.0) == 0.0


@EVERY
def test_at_the_minimum_there_is_no_gradient(regression: Regression) -> None:
    surface = fit(regression.name, 400)
    (minimum,) = surface.minima
    gradient = surface.gradient(minimum.x, minimum.y, ())
    assert np.linalg.norm(gradient) < 1e-15 * 10


def test_newtons_method_is_there_in_a_dozen_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a step's gain drowns in the rounding of the loss."""
    monkeypatch.setattr("tuiopt_kernels.mean_loss.NEWTON_STEPS", 12)
    for samples in (60, 300, 1000):
        mean = fit("logistic", samples).mean_loss
        assert np.linalg.norm(mean.gradient(*mean.minimum())) < 1e-15


@pytest.mark.parametrize("offset", [0.0, 1e5])
def test_the_least_squares_minimum_is_numpys_fit(offset: float) -> None:
    rng = np.random.default_rng(0)
    u = rng.uniform(0, 1, 100) + offset
    y = 3.0 * (u - offset) + rng.standard_normal(100)
    (minimum,) = regression_surface(REGRESSIONS["least-squares"], u, y, (0.0, 0.0)).minima
    slope, intercept = np.polyfit(u - offset, y, 1)
    assert minimum.x == pytest.approx(slope, 1e-9)
    assert minimum.x * offset + minimum.y == pytest.approx(intercept, 1e-5)


@pytest.mark.parametrize(
    ("inputs", "labels", "bounded"),
    [
        ([0, 1, 2, 3], [0, 1, 0, 1], True),
        ([0, 1, 2, 3], [0, 0, 1, 1], False),
        ([0, 1, 2, 3], [1, 1, 0, 0], False),
        ([0, 1, 1, 2], [0, 0, 1, 1], False),
        ([1, 3, 3, 5], [0, 1, 1, 0], True),
        ([2, 2, 2, 2], [0, 1, 0, 1], False),
    ],
)
def test_separable_classes_have_no_minimum(
    inputs: list[float], labels: list[float], bounded: bool
) -> None:
    surface = made("logistic", inputs, labels)
    assert len(surface.minima) == bounded
    assert np.isfinite(surface.domain).all()
    (left, right), (bottom, top) = surface.domain
    assert left < 0.0 < right
    assert bottom < 0.0 < top


def made(kind: str, inputs: list[float], targets: list[float]) -> RegressionSurface:
    arguments = np.array(inputs, float), np.array(targets, float)
    return regression_surface(REGRESSIONS[kind], *arguments, (0.0, 0.0))


def test_inputs_all_alike_have_no_single_minimum() -> None:
    surface = made("least-squares", [2, 2, 2], [1, 2, 3])
    assert surface.minima == ()
    assert np.isfinite(surface.domain).all()


@pytest.mark.parametrize("kind", DATA)
def test_any_small_data_gives_a_finite_domain_that_holds_start_and_minimum(kind: str) -> None:
    rng = np.random.default_rng(8)
    for _ in range(300):
        count = rng.integers(2, 8)
        inputs = rng.choice([0.0, 1e-9, 1.0, 2.0, -3.0, 1e9, 1e9 + 1, 7e4], count)
        targets = np.arange(count) % 2.0
        if kind == "least-squares":
            targets *= rng.choice([0.0, 1e-9, 1e9])
        surface = made(kind, inputs.tolist(), targets.tolist())
        assert np.isfinite(surface.domain).all()
        for minimum in surface.minima:
            for at, (low, high) in zip((minimum.x, minimum.y), surface.domain, strict=True):
                assert low < at < high


def test_standard_scaling_makes_the_ellipse_a_circle() -> None:
    """The Hessian of least squares is then the identity: condition 1."""
    eigenvalues = {}
    for scaling in ("none", "minmax", "standard"):
        ww, wb, bb = fit("least-squares", 1000, scaling).hessian(0.0, 0.0, ())
        eigenvalues[scaling] = np.linalg.eigvalsh([[ww, wb], [wb, bb]])
    np.testing.assert_allclose(eigenvalues["standard"], [1.0, 1.0], rtol=1e-13)
    condition = {name: high / low for name, (low, high) in eigenvalues.items()}
    assert condition["none"] > 25 > condition["minmax"] > 15
