"""The driver of a network's mini-batches: engines, pieces, divergence, identities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from nets import Arguments, arguments
from network_cases import NetworkCase, network_case
from trial import same_bits

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.training import BATCH_LOSS, FIRST_NORM
from tuiopt_kernels.optimizers import OPTIMIZERS

ADAM, GD = OPTIMIZERS["adam"], OPTIMIZERS["gd"]
STEPS = 200
NO_MASKS = np.zeros((1, 0, 0), dtype=np.uint8)


def small(steps: int = STEPS, **changes: Any) -> NetworkCase:
    """Two inputs, three and four units, two classes; batches of up to eleven."""
    rng = np.random.default_rng(3)
    network = replace(Network((3, 4), 2, ("relu", "tanh"), True), **changes)
    batches = np.stack([rng.permutation(30)[:11] for _ in range(steps)])
    batches[::5, 9:] = -1
    return NetworkCase(
        network,
        0.01,
        initial(network, "he", 1.0, 1),
        initial_running(network),
        rng.standard_normal((2, 30)),
        rng.integers(0, 2, 30),
        batches,
        NO_MASKS,
    )


def run(case: NetworkCase, optimizer: str = "adam", rate: float = 0.01) -> Arguments:
    given = arguments(case, OPTIMIZERS[optimizer], rate)
    assert compiled.training(OPTIMIZERS[optimizer])(*given) == len(case.batches)
    return given


@pytest.mark.parametrize("number", [1, 2, 4, 9, 14, 19])
def test_kernels_give_the_interpreters_bits(number: int) -> None:
    one, other = (arguments(network_case(number, 3), ADAM, 0.01) for _ in range(2))
    assert interpreted.training(ADAM)(*one) == 3
    assert compiled.training(ADAM)(*other) == 3
    assert same_bits(one.arrays, other.arrays)


RULES = [name for name, spec in OPTIMIZERS.items() if spec.solve is None]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_takes_steps_and_goes_on_where_it_stopped(name: str) -> None:
    """In the interpreter: 3 + 4 steps are 7, and differ from no step."""
    spec = OPTIMIZERS[name]
    case = small(7)
    whole, parts = (arguments(case, spec, spec.learning_rate) for _ in range(2))
    train = interpreted.training(spec)
    assert train(*whole) == 7
    for piece in (slice(0, 3), slice(3, 7)):
        cut = parts.cut(piece)
        assert train(*cut) == len(cut.out)
    assert same_bits(whole.arrays, parts.arrays)
    assert not np.array_equal(whole.state.numbers[0], case.parameters)


def test_70_and_130_steps_are_200() -> None:
    whole, parts = (arguments(small(), ADAM, 0.01) for _ in range(2))
    train = compiled.training(ADAM)
    assert train(*whole) == 200
    assert train(*parts.cut(slice(0, 70))) == 70
    assert parts.state.optimizer[0] == 70.0
    assert train(*parts.cut(slice(70, 200))) == 130
    assert same_bits(whole.arrays, parts.arrays)


@pytest.mark.parametrize("name", ["gd", "adam", "rprop", "radam"])
def test_a_compiled_sweep_gives_the_interpreters_bits(name: str) -> None:
    spec = OPTIMIZERS[name]
    one, other = (arguments(small(7), spec, spec.learning_rate) for _ in range(2))
    interpreted.training(spec)(*one)
    compiled.training(spec)(*other)
    assert same_bits(one.arrays, other.arrays)


@pytest.mark.parametrize("engine", [interpreted, compiled])
def test_newton_is_refused(engine: Any) -> None:
    with pytest.raises(ValueError, match="newton needs a Hessian"):
        engine.training(OPTIMIZERS["newton"])


@pytest.mark.parametrize("engine", [interpreted, compiled])
def test_a_run_that_diverges_ends_alike(engine: Any) -> None:
    case = small(batch_norm=False, activations=("relu", "linear"))
    given = arguments(case, GD, 1e12)
    done = engine.training(GD)(*given)
    assert 0 < done < STEPS
    assert np.isfinite(given.out[:done]).all()
    # The parameters are those of the last good step.
    good = arguments(case, GD, 1e12)
    assert engine.training(GD)(*good.cut(slice(0, done))) == done
    np.testing.assert_array_equal(given.state.numbers[0], good.state.numbers[0])


def test_zeros_keep_hidden_units_equal() -> None:
    case = small(batch_norm=False)
    numbers = run(replace(case, parameters=initial(case.network, "zeros", 1.0, 0))).state.numbers
    named = case.network.named(numbers[0])
    assert np.ptp(named["W1"], axis=1).max() == 0.0
    assert np.ptp(named["W2"], axis=1).max() == 0.0
    assert np.ptp(named["b3"]) > 0.0


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_a_frozen_layer_keeps_its_bits_and_its_averages_move(layer: int) -> None:
    case = small(frozen=frozenset({layer}))
    given = run(case, "adamw")
    before = case.network.named(case.parameters)
    after = case.network.named(given.state.numbers[0])
    still = {name for name, one in after.items() if np.array_equal(one, before[name])}
    assert still == {p.name for p in case.network.pieces if p.layer == layer}
    assert np.all(given.out[:, FIRST_NORM + layer - 1] == 0.0)
    for name, average in case.network.named_running(given.state.running).items():
        assert np.all(average != case.network.named_running(case.running)[name])


def test_batch_norm_is_undone_by_the_batchs_own_numbers() -> None:
    """γ = √(σ² + ε), β = μ: the loss is that of the network without batch norm."""
    plain = small(1, batch_norm=False, activations=("tanh", "tanh"), hidden=(3, 4))
    named = plain.network.named(plain.parameters)
    normed = replace(plain, network=replace(plain.network, batch_norm=True), l2=0.0)
    parameters = np.zeros(normed.network.size)
    theirs = normed.network.named(parameters)
    rows = plain.batches[0][plain.batches[0] >= 0]
    a = plain.inputs[:, rows].T
    for layer in (1, 2):
        z = a @ named[f"W{layer}"]
        theirs[f"W{layer}"][:] = named[f"W{layer}"]
        theirs[f"gamma{layer}"][:] = np.sqrt(z.var(axis=0) + 1e-5)
        theirs[f"beta{layer}"][:] = z.mean(axis=0)
        a = np.tanh(z)
    theirs["W3"][:], theirs["b3"][:] = named["W3"], named["b3"]
    losses = [
        run(one).out[0, BATCH_LOSS] for one in (plain, replace(normed, parameters=parameters))
    ]
    assert losses[0] == pytest.approx(losses[1], rel=1e-13)


def test_dropout_keeps_the_expectation() -> None:
    """Over all masks of one linear layer's four units, weighed by their probability."""
    network = Network((4,), 2, ("linear",), keep_probs=(0.75,))
    case = replace(network_case(1), network=network, l2=0.0)
    rng = np.random.default_rng(5)
    parameters, inputs = rng.standard_normal(network.size), rng.standard_normal((2, 16))
    named = network.named(parameters)
    hidden = named["W1"].T @ inputs[:, :1] + named["b1"][:, np.newaxis]
    masks = (np.arange(16)[:, np.newaxis] >> np.arange(4) & 1).astype(np.uint8)
    weights = 0.75 ** masks.sum(1) * 0.25 ** (4 - masks.sum(1))
    expected = named["W2"].T @ hidden[:, 0] + named["b2"]
    # Two classes: the loss of label 1 less that of label 0 is z_0 − z_1, linear in the mask.
    apart = []
    for mask in masks:
        losses = [
            run(
                replace(
                    case,
                    parameters=parameters,
                    running=initial_running(network),
                    inputs=inputs,
                    labels=np.full(16, label),
                    batches=np.zeros((1, 1), dtype=np.int64),
                    masks=np.pad(mask, (0, 2)).reshape(1, 6, 1),
                ),
                "gd",
            ).out[0, BATCH_LOSS]
            for label in (0, 1)
        ]
        apart.append(losses[1] - losses[0])
    assert weights @ np.array(apart) == pytest.approx(expected[0] - expected[1], rel=1e-12)


def test_jitter_is_added_to_the_batch() -> None:
    case = small(1)
    given = arguments(case, GD, 0.1)
    jitter = np.random.default_rng(8).standard_normal((1, 2, 11))
    given = given._replace(feed=given.feed._replace(jitter=jitter))
    moved = case.inputs.copy()
    rows = case.batches[0][case.batches[0] >= 0]
    moved[:, rows] += jitter[0][:, : len(rows)]
    compiled.training(GD)(*given)
    np.testing.assert_array_equal(given.out, run(replace(case, inputs=moved), "gd").out)
