"""Networks against PyTorch: one batch of many networks, and training with several rules."""

from __future__ import annotations

import numpy as np
import pytest
from nets import arguments
from network_cases import COUNT, RATES, STEPS, network_case, trained_case
from references import both_sources, network_reference

from tuiopt_kernels import compiled
from tuiopt_kernels.network.training import BATCH_LOSS, FIRST_NORM, NORM
from tuiopt_kernels.optimizers import OPTIMIZERS


def assert_close(got: np.ndarray, expected: np.ndarray, tolerance: float) -> None:
    """Relative to the norm of the tensor."""
    assert np.linalg.norm(got - expected) <= tolerance * np.linalg.norm(expected)


@both_sources
@pytest.mark.parametrize("number", range(COUNT))
def test_one_batch_is_torchs(number: int, source: str) -> None:
    """The loss, the gradient of every tensor and every running average."""
    case = network_case(number)
    expected = network_reference(number, source)
    given = arguments(case, OPTIMIZERS["gd"], 0.1)
    assert compiled.training(OPTIMIZERS["gd"])(*given) == 1
    (_, numbers, running), out = given.state, given.out[0]
    assert out[BATCH_LOSS] == pytest.approx(float(expected["loss"]), rel=1e-12)
    assert out[NORM] == pytest.approx(np.linalg.norm(expected["gradient"]), rel=1e-12)
    network = case.network
    named = network.named(expected["gradient"])
    for name, gradient in network.named(numbers[1]).items():
        # What is 0 but for rounding is held by the whole gradient.
        if np.linalg.norm(named[name]) < 1e-12 * out[NORM]:
            assert np.linalg.norm(gradient) < 1e-12 * out[NORM]
        else:
            assert_close(gradient, named[name], 1e-10)
    averages = network.named_running(expected["running"])
    for name, average in network.named_running(running).items():
        assert_close(average, averages[name], 1e-10)
    for layer in range(1, network.layers + 1):
        parts = [named[p.name].ravel() for p in network.pieces if p.layer == layer]
        norm = np.linalg.norm(np.concatenate(parts))
        assert out[FIRST_NORM + layer - 1] == pytest.approx(norm, rel=1e-10)


def test_the_cases_have_all_that_a_network_may_have() -> None:
    networks = [network_case(number).network for number in range(COUNT)]
    assert {network.batch_norm for network in networks} == {False, True, "after"}
    assert {name for network in networks for name in network.activations} == {
        "linear",
        "relu",
        "tanh",
        "sigmoid",
    }
    assert {len(network.hidden) for network in networks} == {0, 1, 2, 3, 4}
    assert any(network.frozen and network.hidden for network in networks)
    assert any(min(network.keep_probs, default=1.0) < 1.0 for network in networks)


@both_sources
@pytest.mark.parametrize("optimizer", RATES)
def test_training_is_torchs(optimizer: str, source: str) -> None:
    case = trained_case()
    expected = network_reference(optimizer, source)
    spec = OPTIMIZERS[optimizer]
    given = arguments(case, spec, RATES[optimizer])
    assert compiled.training(spec)(*given) == STEPS
    assert_close(given.out[:, BATCH_LOSS], expected["losses"], 1e-8)
    assert_close(given.state.numbers[0], expected["parameters"], 1e-8)
    for name, average in case.network.named_running(given.state.running).items():
        assert_close(average, case.network.named_running(expected["running"])[name], 1e-8)
