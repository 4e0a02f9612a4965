"""The gradient check: passes where backward is right, and finds what is wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from network_cases import COUNT, NetworkCase, network_case

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.network.check import FAULTS, Check
from tuiopt_kernels.network.layout import Network

CASES = range(COUNT)


def checked(case: NetworkCase, fault: str = "none") -> Check:
    inputs, labels = case.inputs[:, case.batches[0]], case.labels[case.batches[0]]
    check = compiled.gradient_check()
    masks = case.masks[0]
    return check(case.network, case.parameters, inputs, labels, case.l2, FAULTS[fault], masks)


def smooth(number: int) -> NetworkCase:
    """The case with tanh where it has ReLU."""
    case = network_case(number)
    names = tuple("tanh" if name == "relu" else name for name in case.network.activations)
    return replace(case, network=replace(case.network, activations=names))


@pytest.mark.parametrize("number", CASES)
def test_a_right_gradient_passes(number: int) -> None:
    found = checked(smooth(number))
    assert np.linalg.norm(found.gradient) >= 1e-3
    assert not found.flipped.any()
    assert found.distance is not None
    assert found.distance < 1e-7


@pytest.mark.parametrize("number", CASES)
def test_with_relu_what_flips_is_left_out(number: int) -> None:
    found = checked(network_case(number))
    assert found.distance is not None
    assert found.distance < 1e-7
    assert found.flipped.mean() < 0.1


def test_a_unit_at_its_kink_is_left_out() -> None:
    """W1 and b1 move its z across 0; W2 and b2 do not."""
    network = Network((1,), 2, ("relu",))
    parameters = np.array([1.0, 1.0, 0.0, 0.5, -0.5, 0.1, 0.2])
    inputs, labels = np.array([[1.0], [-1.0]]), np.array([1])
    found = compiled.gradient_check()(network, parameters, inputs, labels)
    np.testing.assert_array_equal(found.flipped, [True] * 3 + [False] * 4)


@pytest.mark.parametrize("number", CASES)
def test_a_wrong_sign_is_found(number: int) -> None:
    """In every layer that moves, but where the next batch norm cancels β."""
    case = smooth(number)
    found = checked(case, "wrong-sign")
    assert found.distance is not None
    assert found.distance > 1e-3
    if not case.network.batch_norm:
        moving = [one for one in found.distances if one is not None]
        assert len(moving) == case.network.layers - len(case.network.frozen)
        assert min(moving) > 1e-6


@pytest.mark.parametrize("number", [n for n in CASES if n % 3 and n % 5 > 0])
def test_a_dropped_term_of_batch_norm_is_found(number: int) -> None:
    right, wrong = (checked(smooth(number), fault) for fault in ("none", "dropped-term"))
    assert wrong.distance is not None
    assert wrong.distance > 1e-4
    # The output layer lies above all batch norm.
    assert wrong.distances[-1] == right.distances[-1]


def test_a_frozen_layer_and_a_vanished_gradient_are_too_small_to_check() -> None:
    network = Network((2,), 2, ("tanh",), frozen=frozenset({1}))
    inputs, labels = np.array([[1.0, 1.0], [0.5, 0.5]]), np.array([0, 1])
    found = compiled.gradient_check()(network, np.zeros(network.size), inputs, labels)
    assert found.distances[0] is None
    assert found.distance is None


def test_the_interpreter_finds_the_same() -> None:
    network = Network((3,), 2, ("sigmoid",), True)
    parameters = np.random.default_rng(2).standard_normal(network.size)
    inputs, labels = np.random.default_rng(3).standard_normal((2, 5)), np.array([0, 1, 1, 0, 1])
    one, other = (
        engine.gradient_check()(network, parameters, inputs, labels)
        for engine in (interpreted, compiled)
    )
    np.testing.assert_array_equal(one.gradient, other.gradient)
    np.testing.assert_array_equal(one.differences, other.differences)
