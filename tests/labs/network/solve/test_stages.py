"""Phases: what is carried over from one stage to the next, and what begins anew."""

from __future__ import annotations

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.trace import FIRST_NORM, NetworkRunTrace, State
from tuiopt.labs.network.solve.training import Trainings
from tuiopt.labs.network.solve.weights import Weights, begun
from tuiopt_kernels import compiled
from tuiopt_kernels.data import Array


def trained(run: NetworkRun, epochs: int = 4) -> NetworkRunTrace:
    scenario = network_scenario(run, epochs=epochs)
    trainings = Trainings(scenario, Engine(compiled.training, compiled.scores()))
    trainings.advance(scenario.steps)
    return trainings.trace().runs[0]


def named(state: State | Weights) -> dict[str, Array]:
    network = (state.stage if isinstance(state, State) else state.trained).network
    return network.named(state.parameters) | network.named_running(state.running)


def entered(run: NetworkRun) -> tuple[Weights, Weights]:
    """Before and after the last stage begins, from weights that are all different."""
    before = begun(network_scenario(run), 0, 0)
    for array in before.state:
        array.flat[:] = np.arange(1.0, array.size + 1.0)
    after = before.copy()
    after.enter(len(run.stages) - 1)
    return before, after


def test_a_phase_that_renews_nothing_goes_on_as_if_nothing_had_happened() -> None:
    run = network_run(l2=0.1)
    one, other = trained(run), trained(phase(run, 3))
    np.testing.assert_array_equal(one.steps, other.steps)
    np.testing.assert_array_equal(one.epochs, other.epochs)
    assert other.state(6).stage is other.setup.stages[0]
    assert other.state(7).stage is other.setup.stages[1]


def test_weights_are_trained_within_one_stage_at_a_time() -> None:
    run = phase(network_run(), 3, data=network_data(50, classes=3))
    scenario = network_scenario(run, epochs=4)
    weights = begun(scenario, 0, 0)
    for step in (6, scenario.steps):
        weights.train(Engine(compiled.training, compiled.scores()), scenario.steps)
        assert weights.step == step


@pytest.mark.parametrize(
    ("run", "anew"),
    [
        (phase(network_run(hidden=(4, 3)), 3, renewed=(2,)), "2"),
        (phase(network_run(), 3, data=network_data(classes=5)), "3"),
    ],
    ids=["renewed", "other classes"],
)
def test_layers_begin_anew_and_the_optimizer_with_them(run: NetworkRun, anew: str) -> None:
    before, after = entered(run)
    fresh = named(begun(network_scenario(run), 0, 1))
    for name, array in named(after).items():
        expected = fresh if name.endswith(anew) else named(before)
        np.testing.assert_array_equal(array, expected[name])
    assert after.state.optimizer[0] == 0.0
    assert not after.state.numbers[2:].any()


def test_renewed_weights_are_not_those_of_the_start() -> None:
    run = phase(phase(network_run(), 2, renewed=(1,)), 3, renewed=(1,))
    first, second, third = (
        named(begun(network_scenario(run), 0, stage))["W1"] for stage in range(3)
    )
    assert (first != second).any()
    assert (second != third).any()


def test_rprops_first_step_sizes_are_the_stages_learning_rate() -> None:
    run = phase(network_run("rprop", 0.01), 3, learning_rate=0.5, renewed=(1, 2, 3))
    assert (begun(network_scenario(run), 0, 1).state.numbers[2] == 0.5).all()


def test_transfer_learning_keeps_the_frozen_layers_bits() -> None:
    run = phase(network_run(), 3, data=network_data(50, classes=3), frozen=(1, 2))
    trace = trained(run)
    source, last = named(trace.state(6)), named(trace.state(trace.last))
    still = {name for name in source if np.array_equal(source[name], last[name])}
    assert still == {f"{name}{layer}" for name in ("W", "gamma", "beta") for layer in (1, 2)}
    assert (trace.steps[6:, FIRST_NORM : FIRST_NORM + 2] == 0.0).all()
    assert last["W3"].shape == (3, 3)


def test_an_epoch_is_judged_on_the_data_of_its_stage() -> None:
    """At the last step before a phase the network and the data are still the old ones."""
    run = network_run()
    (one, other) = (
        trained(stages) for stages in (run, phase(run, 3, data=network_data(50, classes=3)))
    )
    np.testing.assert_array_equal(one.epochs[:3], other.epochs[:3])
    assert (one.epochs[3:] != other.epochs[3:]).any()
