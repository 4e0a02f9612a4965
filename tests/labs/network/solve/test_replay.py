"""Any step's network again: from snapshots, within a budget, to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve import replay, training
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.training import Trainings
from tuiopt.labs.network.solve.weights import Weights
from tuiopt_kernels import compiled
from tuiopt_kernels.data import Array
from tuiopt_kernels.spec import Optimizer


def kernels() -> Engine:
    return Engine(compiled.training, compiled.scores())


def everything() -> NetworkRun:
    run = network_run(keep_prob=0.7, augment=0.1, l2=0.05, patience=3)
    run = phase(run, 3, renewed=(2,))
    return phase(run, 5, data=network_data(50, classes=3), frozen=(1,))


def straight(run: NetworkRun, epochs: int) -> list[tuple[Array, Array]]:
    """Parameters and running averages after every step, a step at a time."""
    scenario = network_scenario(run, epochs=epochs)
    (under_way,) = Trainings(scenario, kernels()).runs
    found = []
    for step in range(scenario.steps + 1):
        under_way.advance(step)
        weights = under_way._weights
        found.append((weights.parameters.copy(), weights.running.copy()))
    return found


@pytest.mark.parametrize("quick", [0, 10_000, replay.QUICK])
@pytest.mark.parametrize("order", ["forward", "backward", "mixed"])
def test_every_step_is_that_of_the_straight_training(
    monkeypatch: pytest.MonkeyPatch, quick: int, order: str
) -> None:
    """With snapshots at every step, at some, and at the ends of stages alone."""
    monkeypatch.setattr(replay, "QUICK", quick)
    run = everything()
    expected = straight(run, 6)
    scenario = network_scenario(run, epochs=6)
    trainings = Trainings(scenario, kernels())
    trainings.advance(scenario.steps)
    (trace,) = trainings.trace().runs
    steps = np.arange(trace.last + 1)
    if order == "backward":
        steps = steps[::-1]
    elif order == "mixed":
        steps = np.random.default_rng(2).choice(steps, 60)
    for step in steps.tolist():
        state = trace.state(step)
        assert state.step == step
        np.testing.assert_array_equal(state.parameters, expected[step][0])
        np.testing.assert_array_equal(state.running, expected[step][1])


def test_playing_forward_costs_a_step_each(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = network_scenario(network_run())
    trainings = Trainings(scenario, kernels())
    trainings.advance(scenario.steps)
    (trace,) = trainings.trace().runs
    trained: list[int] = []
    train = Weights.train

    def counted(weights: Weights, *arguments: object) -> Array:
        rows = train(weights, *arguments)  # type: ignore[arg-type]
        trained.append(len(rows))
        return rows

    monkeypatch.setattr(Weights, "train", counted)
    for step in range(15):
        trace.state(step)
        trace.state(step)
    assert trained == [1] * 14


def test_a_state_that_was_handed_out_stays_as_it_is() -> None:
    scenario = network_scenario(network_run())
    trainings = Trainings(scenario, kernels())
    trainings.advance(scenario.steps)
    (trace,) = trainings.trace().runs
    state = trace.state(4)
    before = state.parameters.copy()
    for step in (5, 6, 4, 12, 3):
        trace.state(step)
    np.testing.assert_array_equal(state.parameters, before)


def nothing(optimizer: Optimizer) -> object:
    """A driver that leaves all as it is."""
    return lambda *arguments: len(arguments[-1])


@pytest.mark.parametrize("hidden", [(128,) * 8, (16, 16), ()])
def test_snapshots_stay_within_the_budget(
    monkeypatch: pytest.MonkeyPatch, hidden: tuple[int, ...]
) -> None:
    monkeypatch.setattr(replay, "QUICK", 0)
    monkeypatch.setattr(training, "BUDGET", 24 * 2**20)
    data = network_data(8, 2, 2)
    runs = [network_run(data=data, hidden=hidden, batch_size=4) for _ in range(2)]
    runs[1] = phase(runs[1], 100)
    scenario = network_scenario(*runs, epochs=300)
    engine = Engine(nothing, lambda network, *_: np.zeros((network.classes, 1)))  # type: ignore[arg-type]
    trainings = Trainings(scenario, engine)
    trainings.advance(scenario.steps)
    total = 0
    for run in trainings.runs:
        held = run._replay.snapshots
        assert held[0].step == 0
        total += sum(snapshot.nbytes for snapshot in held[1:])
    assert 0 < total <= 24 * 2**20
    assert [snapshot.step for snapshot in trainings.runs[1]._replay.snapshots].count(198) == 1
