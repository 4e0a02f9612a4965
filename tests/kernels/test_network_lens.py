"""The look inside a network against the kernels' forward pass, and against PyTorch's batch norm."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from network_cases import COUNT, NetworkCase, network_case
from references import both_sources, network_reference

from tuiopt_kernels import interpreted
from tuiopt_kernels.network.evaluation import mean_loss
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import (
    ACTIVE,
    HANDED,
    KEEP_AT,
    NORMAL,
    OUTPUTS,
    SAMPLES,
    UNIT,
    Network,
    workspace,
)
from tuiopt_kernels.network.lens import BLOCK, Inside, look_inside, probabilities
from tuiopt_kernels.network.normalisation import EPSILON
from tuiopt_kernels.network.passes import forward

pytestmark = pytest.mark.filterwarnings("error")

CASES = pytest.mark.parametrize("number", range(COUNT))
MODES = pytest.mark.parametrize("training", [True, False])


def close(got: np.ndarray, expected: np.ndarray) -> None:
    assert got.shape == expected.shape
    assert np.max(np.abs(got - expected)) <= 1e-12 * np.max(np.abs(expected))


def seen(case: NetworkCase, *, training: bool) -> Inside:
    inputs = case.inputs[:, case.batches[0]]
    return look_inside(
        case.network,
        case.parameters,
        case.running,
        inputs,
        training=training,
        masks=case.masks[0],
    )


def worked(case: NetworkCase, *, training: bool) -> tuple[list[dict[str, np.ndarray]], np.ndarray]:
    """What `forward` leaves behind layer by layer, and the running averages as it moved them."""
    rows, network = case.batches[0], case.network
    work, running = workspace(network.table, len(rows)), case.running.copy()
    work[SAMPLES : SAMPLES + network.inputs] = case.inputs[:, rows]
    settings, masks, scales = network.settings(), case.masks[0], np.empty(network.units)
    if not training:
        settings[KEEP_AT:] = 1.0
        masks = np.ones_like(masks)
    given = network.table, settings, case.parameters, running, scales, work, masks, len(rows)
    forward(*given, training)
    left = []
    for layer in network.table:
        outputs, unit = layer[OUTPUTS], layer[UNIT]
        parts = {
            name: work[layer[at] : layer[at] + outputs]
            for name, at in (("normal", NORMAL), ("active", ACTIVE), ("handed", HANDED))
        }
        left.append({**parts, "scale": scales[unit : unit + outputs]})
    return left, running


@CASES
@MODES
def test_all_in_between_is_the_kernels(number: int, training: bool) -> None:
    case = network_case(number)
    inside, (left, running) = seen(case, training=training), worked(case, training=training)
    assert len(inside.layers) == len(case.network.hidden)
    unit = 0
    for layer, rows in zip(inside.layers, left, strict=False):
        span = slice(unit, unit + len(layer.z))
        close(layer.active, rows["active"])
        close(layer.handed, rows["handed"])
        norm = layer.norm
        if norm is not None:
            close(norm.normal, rows["normal"])
            close(1.0 / np.sqrt(norm.variance + EPSILON), rows["scale"])
            np.testing.assert_array_equal(norm.running_mean, case.running[0, span])
            np.testing.assert_array_equal(norm.running_variance, case.running[1, span])
        if norm is not None and training:
            close(0.8 * norm.running_mean + 0.2 * norm.batch_mean, running[0, span])
            close(0.8 * norm.running_variance + 0.2 * norm.batch_variance, running[1, span])
        unit += len(layer.z)
    close(inside.output.z, left[-1]["active"])


@CASES
@both_sources
def test_the_loss_of_what_is_seen_is_torchs(number: int, source: Any) -> None:
    case = network_case(number)
    z = seen(case, training=True).output.z
    expected = float(network_reference(number, source)["loss"])
    assert mean_loss(z, case.labels[case.batches[0]]) == pytest.approx(expected, rel=1e-12)


@CASES
@MODES
def test_every_line_follows_from_the_one_before(number: int, training: bool) -> None:
    """What the kernels do not keep: z, z̃, and the averages that were used."""
    case = network_case(number)
    network = case.network
    inside, named = seen(case, training=training), network.named(case.parameters)
    below = inside.inputs
    for at, layer in enumerate(inside.layers, 1):
        z = np.einsum("ij,ik->jk", named[f"W{at}"], below)
        close(layer.z, z if network.norm else z + named[f"b{at}"][:, None])
        norm = layer.norm
        assert (norm is None) == (not network.norm)
        if norm is not None:
            value = layer.active if network.batch_norm == "after" else layer.z
            assert norm.after == (network.batch_norm == "after")
            np.testing.assert_array_equal(norm.value, value)
            close(norm.batch_mean, value.mean(axis=1))
            close(norm.batch_variance, value.var(axis=1))
            used = (norm.mean, norm.variance)
            assert used == (
                (norm.batch_mean, norm.batch_variance)
                if training
                else (norm.running_mean, norm.running_variance)
            )
            close(norm.tilde, (norm.gamma * norm.normal.T + norm.beta).T)
            np.testing.assert_array_equal(norm.gamma, named[f"gamma{at}"])
            np.testing.assert_array_equal(norm.beta, named[f"beta{at}"])
        below = layer.handed


@pytest.mark.parametrize("activation", ["linear", "relu", "tanh", "sigmoid"])
def test_batch_norm_is_torchs(activation: Any) -> None:
    torch = pytest.importorskip("torch")
    network = Network((5,), 2, (activation,), True)
    rng = np.random.default_rng(3)
    parameters = rng.standard_normal(network.size)
    running = np.stack((rng.standard_normal(7), rng.uniform(0.5, 2.0, 7)))
    inputs = rng.standard_normal((2, 12))
    for training in (True, False):
        norm = look_inside(network, parameters, running, inputs, training=training).layers[0].norm
        assert norm is not None
        expected = torch.nn.functional.batch_norm(
            torch.tensor(norm.value.T),
            torch.tensor(norm.running_mean),
            torch.tensor(norm.running_variance),
            torch.tensor(norm.gamma),
            torch.tensor(norm.beta),
            training=training,
            eps=EPSILON,
        )
        close(norm.tilde, expected.numpy().T)


@pytest.mark.parametrize("batch_norm", [True, "after"])
def test_gamma_and_beta_can_undo_batch_norm(batch_norm: Any) -> None:
    """γ = √(σ² + ε) and β = μ give z̃ = z."""
    network = Network((6,), 2, ("tanh",), batch_norm)
    parameters, running = initial(network, "he", 1.0, 1), initial_running(network)
    inputs = np.random.default_rng(2).standard_normal((2, 20))
    first = look_inside(network, parameters, running, inputs, training=True).layers[0].norm
    assert first is not None
    named = network.named(parameters)
    named["gamma1"][:] = np.sqrt(first.batch_variance + EPSILON)
    named["beta1"][:] = first.batch_mean
    norm = look_inside(network, parameters, running, inputs, training=True).layers[0].norm
    assert norm is not None
    np.testing.assert_allclose(norm.tilde, norm.value, rtol=0.0, atol=1e-15)


@pytest.mark.parametrize("batch_norm", [True, "after"])
def test_running_averages_equal_to_the_batchs_make_both_modes_alike(batch_norm: Any) -> None:
    network = Network((6, 4), 3, ("tanh", "relu"), batch_norm)
    parameters, running = initial(network, "he", 1.0, 1), initial_running(network)
    inputs = np.random.default_rng(2).standard_normal((2, 20))
    training = look_inside(network, parameters, running, inputs, training=True)
    norms = [layer.norm for layer in training.layers]
    running[0, :10] = np.concatenate([norm.batch_mean for norm in norms if norm is not None])
    running[1, :10] = np.concatenate([norm.batch_variance for norm in norms if norm is not None])
    test = look_inside(network, parameters, running, inputs, training=False)
    np.testing.assert_array_equal(test.output.z, training.output.z)
    np.testing.assert_allclose(
        probabilities(network, parameters, running, inputs), training.output.a, rtol=1e-12
    )


@CASES
def test_probabilities_are_those_of_the_scores(number: int) -> None:
    """Over the border of a block too."""
    case = network_case(number)
    inputs = np.random.default_rng(number).standard_normal((2, BLOCK + 3))
    inside = look_inside(case.network, case.parameters, case.running, inputs, training=False)
    got = probabilities(case.network, case.parameters, case.running, inputs)
    np.testing.assert_allclose(got, inside.output.a, rtol=0.0, atol=1e-12)
    few = inputs[:, -4:]
    z = interpreted.scores()(case.network, case.parameters, case.running, few)
    t = np.exp(z - z.max(axis=0))
    np.testing.assert_allclose(got[:, -4:], t / t.sum(axis=0), rtol=0.0, atol=1e-12)
    assert probabilities(case.network, case.parameters, case.running, inputs[:, :0]).size == 0


def outputs_of(z: list[float]) -> Inside:
    """A network without hidden layers whose biases are z."""
    network = Network((), len(z), ())
    parameters = np.concatenate((np.zeros(2 * len(z)), z))
    return look_inside(network, parameters, np.zeros((2, len(z))), np.zeros((2, 1)), training=False)


@pytest.mark.parametrize(
    ("z", "shift"),
    [
        ([5.0, 2.0, -1.0, 3.0], 0.0),
        ([300.0, 0.0], 0.0),
        ([-300.0, -310.0], 0.0),
        ([301.0, 300.0], 301.0),
        ([-1000.0, -1001.0], -1000.0),
        ([1e300, 0.0], 1e300),
    ],
)
def test_softmax_is_shifted_only_where_it_must_be(z: list[float], shift: float) -> None:
    output = outputs_of(z).output
    assert output.shift.tolist() == [shift]
    np.testing.assert_array_equal(output.t[:, 0], np.exp(np.array(z) - shift))
    assert np.all(np.isfinite(output.t))
    assert abs(output.a.sum() - 1.0) <= 1e-15
    higher = np.exp(np.array(z) - max(z))
    np.testing.assert_allclose(output.a[:, 0], higher / higher.sum(), rtol=1e-13)


@pytest.mark.parametrize("batch_norm", [False, True, "after"])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e200, 1e308])
def test_what_is_not_finite_goes_through_in_silence(
    batch_norm: Any, training: bool, value: float
) -> None:
    network = Network((3, 3), 2, ("sigmoid", "relu"), batch_norm)
    parameters, running = np.full(network.size, value), np.full((2, network.units), value)
    inputs = np.array([[1.0, -1.0], [2.0, value]])
    inside = look_inside(network, parameters, running, inputs, training=training)
    assert not np.any(np.isfinite(inside.layers[0].z[:, 1]))
    chances = probabilities(network, parameters, running, inputs)
    if np.isnan(value):
        assert np.all(np.isnan(chances))
        assert np.all(np.isnan(inside.output.a))


@pytest.mark.parametrize("activation", ["linear", "relu", "tanh", "sigmoid"])
def test_nan_stays_in_its_sample(activation: Any) -> None:
    network = Network((3,), 2, (activation,))
    parameters, running = np.ones(network.size), initial_running(network)
    inputs = np.array([[1.0, 1.0], [2.0, np.nan]])
    inside = look_inside(network, parameters, running, inputs, training=True)
    for seen in (inside.layers[0].handed, probabilities(network, parameters, running, inputs)):
        assert np.all(np.isfinite(seen[:, 0]))
        assert np.all(np.isnan(seen[:, 1]))


def test_nothing_that_is_given_is_modified() -> None:
    case = network_case(7)
    inputs = case.inputs.copy()
    for array in (case.parameters, case.running, inputs, case.masks):
        array.setflags(write=False)
    for training in (True, False):
        look_inside(
            case.network,
            case.parameters,
            case.running,
            inputs,
            training=training,
            masks=np.ones((case.network.units, 50), dtype=np.uint8),
        )
    probabilities(case.network, case.parameters, case.running, inputs)


def test_dropout_in_training_needs_masks() -> None:
    case = network_case(7)
    given = case.network, case.parameters, case.running, case.inputs
    with pytest.raises(ValueError, match="masks"):
        look_inside(*given, training=True)
    look_inside(*given, training=False)
