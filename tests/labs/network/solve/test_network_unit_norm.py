"""Worked batch norm of one unit: its identities, hand-worked numbers, PyTorch."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from tuiopt.labs.network.solve.batch_norm import UnitNorm, unit_norm
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import look_inside

pytestmark = pytest.mark.filterwarnings("error")

INPUTS = np.random.default_rng(4).standard_normal((2, 30))

places = pytest.mark.parametrize("place", [True, "after"])
modes = pytest.mark.parametrize("training", [True, False])


def worked(
    place: bool | Literal["after"] = True,
    training: bool = True,
    inputs: Array = INPUTS,
    activation: str = "relu",
) -> UnitNorm:
    network = Network((5, 4), 3, (activation, activation), place)
    parameters = initial(network, "he", 1.0, 9)
    network.named(parameters)["gamma2"][:] = [0.5, 1.5, 2.0, -1.0]
    network.named(parameters)["beta2"][:] = [0.1, -0.2, 0.3, 0.4]
    running = initial_running(network)
    running[:, 5:9] = [[0.3, 0.1, -0.2, 0.5], [1.5, 0.4, 0.7, 2.0]]
    return unit_norm(look_inside(network, parameters, running, inputs, training=training), 2, 2)


def test_numbers_worked_by_hand() -> None:
    """z = 1, 2, 3, 6: μ = 3, σ² = 3.5; γ = 2, β = 1."""
    network = Network((1,), 2, ("linear",), True)
    parameters, running = np.zeros(network.size), initial_running(network)
    network.named(parameters)["W1"][0] = 1.0
    network.named(parameters)["gamma1"][0] = 2.0
    network.named(parameters)["beta1"][0] = 1.0
    running[:, 0] = 1.0, 4.0
    inputs = np.array([[1.0, 2.0, 3.0, 6.0], [0.0] * 4])
    one = unit_norm(look_inside(network, parameters, running, inputs, training=True), 1, 0)
    assert (one.mean, one.variance, one.gamma, one.beta) == (3.0, 3.5, 2.0, 1.0)
    assert (one.running_mean, one.running_variance, one.epsilon) == (1.0, 4.0, 1e-5)
    assert one.values.tolist() == [1.0, 2.0, 3.0, 6.0]
    assert one.centred.tolist() == [-2.0, -1.0, 0.0, 3.0]
    root = 3.50001**0.5
    assert one.normal == pytest.approx([-2 / root, -1 / root, 0.0, 3 / root], rel=1e-15)
    assert one.tilde == pytest.approx([1 - 4 / root, 1 - 2 / root, 1.0, 1 + 6 / root], rel=1e-14)
    assert one.test_tilde == pytest.approx(1 + 2 * np.array([0, 1, 2, 5]) / 4.00001**0.5, rel=1e-14)


@places
@modes
def test_every_step_leads_to_the_next(place: bool | Literal["after"], training: bool) -> None:
    one = worked(place, training)
    np.testing.assert_array_equal(one.centred, one.values - one.mean)
    normal = one.centred / np.sqrt(one.variance + one.epsilon)
    np.testing.assert_allclose(one.normal, normal, rtol=1e-14, atol=1e-15)
    tilde = one.gamma * one.normal + one.beta
    np.testing.assert_allclose(one.tilde, tilde, rtol=1e-14, atol=1e-15)


@places
@pytest.mark.parametrize("activation", ["linear", "relu"])
def test_what_is_normalised_has_its_name(place: bool | Literal["after"], activation: str) -> None:
    one = worked(place, activation=activation)
    assert one.symbol == ("a" if place == "after" else "z")


@places
def test_it_is_torchs(place: bool | Literal["after"]) -> None:
    torch = pytest.importorskip("torch")
    one = worked(place)
    values = torch.tensor(one.values)[:, None]

    def norm(training: bool) -> Array:
        given = (one.running_mean, one.running_variance, one.gamma, one.beta)
        tensors = [torch.tensor([number], dtype=torch.float64) for number in given]
        made = torch.nn.functional.batch_norm(values, *tensors, training=training, eps=1e-5)
        return np.asarray(made[:, 0])

    np.testing.assert_allclose(one.tilde, norm(True), rtol=0.0, atol=1e-14)
    np.testing.assert_allclose(one.test_tilde, norm(False), rtol=0.0, atol=1e-14)


@places
def test_at_test_time_the_running_averages_are_used(place: bool | Literal["after"]) -> None:
    one = worked(place, training=False)
    assert (one.mean, one.variance) == (one.running_mean, one.running_variance) == (-0.2, 0.7)
    np.testing.assert_array_equal(one.tilde, one.test_tilde)


@pytest.mark.parametrize("n", [2, 7, 30])
def test_a_smaller_batch_has_its_own_mean_and_variance(n: int) -> None:
    one = worked(inputs=INPUTS[:, :n])
    assert len(one.values) == n
    assert one.mean == pytest.approx(np.mean(one.values), rel=1e-13)
    assert one.variance == pytest.approx(np.mean((one.values - one.mean) ** 2), rel=1e-13)
    assert abs(one.normal.mean()) <= 1e-14
    assert (one.mean == worked().mean) == (n == 30)


def test_a_layer_without_batch_norm_is_refused() -> None:
    network = Network((3,), 2, ("relu",))
    parameters, running = initial(network, "he", 1.0, 0), initial_running(network)
    inside = look_inside(network, parameters, running, INPUTS, training=True)
    with pytest.raises(ValueError, match="layer 1 has no batch norm"):
        unit_norm(inside, 1, 0)


@pytest.mark.parametrize("size", [1e200, np.inf])
def test_huge_numbers_raise_no_warning(size: float) -> None:
    network = Network((1,), 2, ("linear",), True)
    parameters, running = np.ones(network.size), initial_running(network)
    inputs = np.array([[0.0, size], [0.0, 0.0]])
    one = unit_norm(look_inside(network, parameters, running, inputs, training=True), 1, 0)
    assert not np.isfinite(one.variance)
    assert one.values[1] == size
