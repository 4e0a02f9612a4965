"""A network's layout, its first parameters, its batches, its rows, its scores."""

from __future__ import annotations

import math

import numpy as np
import pytest
from network_cases import network_case

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.minibatches import order
from tuiopt_kernels.network import evaluation, rows
from tuiopt_kernels.network.batches import batches, sizes
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network


def test_parameters_are_counted_as_in_text_books() -> None:
    assert Network((3,), 2, ("relu",)).size == 17
    assert Network((3,), 2, ("relu",), True).size == 20
    assert Network((), 3, ()).size == 9


def test_names_follow_one_another_without_a_gap() -> None:
    network = Network((3, 4), 2, ("relu", "tanh"), "after")
    assert " ".join(p.name for p in network.pieces) == "W1 gamma1 beta1 W2 gamma2 beta2 W3 b3"
    named = network.named(np.arange(float(network.size)))
    np.testing.assert_array_equal(
        np.concatenate([one.ravel() for one in named.values()]), np.arange(network.size)
    )
    assert named["W2"].shape == (3, 4)


def test_what_moves_lies_between_frozen_layers() -> None:
    def spans(*frozen: int) -> list[list[int]]:
        network = Network((3, 4), 2, ("relu", "tanh"), frozen=frozenset(frozen))
        return network.moving.tolist()

    assert spans() == [[0, 35]]
    assert spans(2) == [[0, 9], [25, 35]]
    assert spans(1, 2, 3) == []


def test_a_layer_without_its_activation_is_refused() -> None:
    with pytest.raises(ValueError, match="one activation and one keep_prob"):
        Network((3, 4), 2, ("relu",))


@pytest.mark.parametrize(
    ("init", "deviation"),
    [("he", math.sqrt(2 / 100)), ("xavier", math.sqrt(1 / 100)), ("normal", 0.01), ("zeros", 0)],
)
def test_weights_start_with_the_deviation_of_their_kind(init: str, deviation: float) -> None:
    network = Network((100, 100), 2, ("relu", "relu"), True)
    named = network.named(initial(network, init, 3.0, 0))
    assert named["W2"].std() == pytest.approx(3.0 * deviation, rel=0.03)
    assert abs(named["W2"].mean()) <= 0.1 * deviation
    assert np.all(named["gamma2"] == 1.0)
    assert not named["beta2"].any()
    assert not named["b3"].any()


def test_first_parameters_depend_on_the_seed_alone() -> None:
    network = Network((8,), 2, ("tanh",))
    one, same, other = (initial(network, "he", 1.0, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    np.testing.assert_array_equal(initial_running(network)[:, 0], [0.0, 1.0])


@pytest.mark.parametrize(
    ("samples", "batch_size", "merge", "expected"),
    [
        (10, 4, False, [4, 4, 2]),
        (9, 4, False, [4, 4, 1]),
        (9, 4, True, [4, 5]),
        (8, 4, True, [4, 4]),
        (4, 4, True, [4]),
        (3, 1, False, [1, 1, 1]),
    ],
)
def test_sizes_of_batches(samples: int, batch_size: int, merge: bool, expected: list[int]) -> None:
    assert sizes(samples, batch_size, merge) == expected


def test_every_epoch_goes_once_through_its_permutation() -> None:
    made = batches(9, 4, 6, 2, 3, merge_last=True)
    assert made.shape == (6, 5)
    for epoch, permutation in enumerate(order(9, 4, 6, 2, 3)):
        drawn = made[2 * epoch : 2 * epoch + 2].ravel()
        np.testing.assert_array_equal(drawn[drawn >= 0], permutation)
    np.testing.assert_array_equal(made[2:], batches(9, 4, 6, 3, 2, merge_last=True))


@pytest.mark.parametrize("n", [0, 1, 7, 8, 9, 40, 43])
def test_a_dot_product_is_exact_to_rounding(n: int) -> None:
    a, b = np.random.default_rng(n).standard_normal((2, 43))
    exact = math.fsum((a * b)[:n])
    assert rows.dot(a, b, n) == pytest.approx(exact, abs=1e-14)


@pytest.mark.parametrize("number", range(12))
def test_scores_are_numpys(number: int) -> None:
    """At test time: running averages stand for the batch's, and nothing is dropped."""
    case = network_case(number)
    network = case.network
    inputs = np.random.default_rng(1).standard_normal((2, 300))
    a = inputs.T
    named = {**network.named(case.parameters), **network.named_running(case.running)}

    def normalised(z: np.ndarray, layer: int) -> np.ndarray:
        mean, variance = named[f"running_mean{layer}"], named[f"running_var{layer}"]
        norm = (z - mean) / np.sqrt(variance + 1e-5)
        return norm * named[f"gamma{layer}"] + named[f"beta{layer}"]

    functions = {
        "linear": lambda z: z,
        "relu": lambda z: np.maximum(z, 0.0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
    }
    for layer, activation in enumerate(network.activations, 1):
        z = a @ named[f"W{layer}"]
        if network.batch_norm == "after":
            a = normalised(functions[activation](z), layer)
        elif network.batch_norm:
            a = functions[activation](normalised(z, layer))
        else:
            a = functions[activation](z + named[f"b{layer}"])
    expected = (a @ named[f"W{network.layers}"] + named[f"b{network.layers}"]).T
    got = compiled.scores()(network, case.parameters, case.running, inputs)
    np.testing.assert_allclose(got, expected, atol=1e-12 * np.abs(expected).max())
    few = interpreted.scores()(network, case.parameters, case.running, inputs[:, :9])
    np.testing.assert_array_equal(few, got[:, :9])


def test_loss_and_error_of_scores() -> None:
    scores = np.array([[1000.0, 0.0, 3.0], [0.0, 0.0, 1.0]])
    labels = np.array([1, 0, 0])
    expected = (1000.0 + math.log(2.0) + math.log1p(math.exp(-2.0))) / 3.0
    assert evaluation.mean_loss(scores, labels) == pytest.approx(expected, rel=1e-15)
    assert evaluation.error(scores, labels) == pytest.approx(1 / 3)
