"""Networks trained side by side: what is recorded, in which pieces, and how runs end."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase

from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario
from tuiopt.labs.network.solve.engine import Engine, interpreter
from tuiopt.labs.network.solve.feed import feed
from tuiopt.labs.network.solve.trace import (
    BATCH_LOSS,
    DEV_ERROR,
    DEV_LOSS,
    FIRST_NORM,
    LEARNING_RATE,
    NORM,
    TRAIN_LOSS,
    NetworkTrace,
)
from tuiopt.labs.network.solve.training import Trainings, beginning, train
from tuiopt_kernels import compiled
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.evaluation import error, mean_loss
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import probabilities


def kernels() -> Engine:
    return Engine(compiled.training, compiled.scores())


def trained(scenario: NetworkScenario) -> NetworkTrace:
    trainings = Trainings(scenario, kernels())
    trainings.advance(scenario.steps)
    return trainings.trace()


def everything() -> NetworkRun:
    """Dropout, jitter, L2, a schedule, and stages with other data, a frozen layer, another rate."""
    run = network_run(keep_prob=0.7, augment=0.1, l2=0.05)
    run = phase(network_schedule(run, "inverse-time", decay_rate=0.1), 3, frozen=(1,))
    return phase(run, 5, data=network_data(50, classes=3), frozen=(), learning_rate=0.02)


def same(one: NetworkTrace, other: NetworkTrace) -> None:
    for here, there in zip(one.runs, other.runs, strict=True):
        np.testing.assert_array_equal(here.steps, there.steps)
        np.testing.assert_array_equal(here.epochs, there.epochs)
        np.testing.assert_array_equal(
            here.state(here.last).parameters, there.state(there.last).parameters
        )


def test_pieces_of_any_size_give_the_same_trace() -> None:
    scenario = network_scenario(everything(), network_run("gd", batch_size=7), epochs=6)
    trainings = Trainings(scenario, kernels())
    for upto in (1, 2, 7, 18, 19, scenario.steps):
        trainings.advance(upto)
        assert trainings.solved == upto
        assert trainings.trace().complete == (upto == scenario.steps)
    same(trainings.trace(), trained(scenario))


def test_pieces_are_cut_by_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = network_scenario(everything(), epochs=6)
    expected = trained(scenario)
    monkeypatch.setattr("tuiopt.labs.network.solve.weights.PIECE", 5000)
    monkeypatch.setattr("tuiopt.labs.network.solve.scores.PIECE", 500)
    same(trained(scenario), expected)


def test_the_interpreter_gives_the_bits_of_the_kernels() -> None:
    scenario = network_scenario(everything(), epochs=6)
    trainings = Trainings(scenario, interpreter())
    trainings.advance(scenario.steps)
    same(trainings.trace(), trained(scenario))


def test_a_stop_flag_ends_the_work_and_it_goes_on_where_it_stopped() -> None:
    scenario = network_scenario(network_run(), network_run("gd"))
    trainings = Trainings(scenario, kernels())
    trainings.advance(scenario.steps, lambda: True)
    assert trainings.solved == 0
    looks = itertools.count()
    while trainings.solved < scenario.steps or not trainings.trace().runs[1].ended:
        trainings.advance(scenario.steps, lambda: next(looks) % 5 == 4)
    same(trainings.trace(), trained(scenario))


def test_scoring_is_cut_into_pieces_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """40 + 10 samples of a network with 43 numbers, eleven at a time."""
    monkeypatch.setattr("tuiopt.labs.network.solve.scores.PIECE", 500)
    engine, scored = kernels(), []

    def scores(network: Network, parameters: Array, running: Array, inputs: Array) -> Array:
        scored.append(inputs.shape[1])
        return engine.scores(network, parameters, running, inputs)

    trainings = Trainings(network_scenario(network_run()), replace(engine, scores=scores))
    trainings.advance(0, lambda: len(scored) == 2)
    assert scored == [11, 11]
    assert np.isnan(trainings.trace().runs[0].epochs).all()
    trainings.advance(0)
    assert scored[2:] == [11, 11, 11, 7, 10]
    assert np.isfinite(trainings.trace().runs[0].epochs).all()


def test_rows_tell_the_rate_the_loss_and_the_norms() -> None:
    (run,) = trained(network_scenario(network_run(learning_rate=0.03))).runs
    assert run.steps.shape == (15, FIRST_NORM + 3)
    assert (run.steps[:, LEARNING_RATE] == 0.03).all()
    assert (run.steps[:, BATCH_LOSS] > 0.0).all()
    by_layer = np.linalg.norm(run.steps[:, FIRST_NORM:], axis=1)
    np.testing.assert_allclose(run.steps[:, NORM], by_layer, rtol=1e-14)


def test_epochs_are_judged_on_all_samples_at_test_time() -> None:
    scenario = network_scenario(network_run(keep_prob=0.5, l2=1.0))
    (run,) = trained(scenario).runs
    assert run.epochs.shape == (6, 4)
    for epoch, row in enumerate(run.epochs):
        state = run.state(scenario.first_steps(run.index)[epoch])
        data, network = state.stage.data, state.stage.network
        found = [
            (mean_loss(np.log(chances), part.labels), error(chances, part.labels))
            for part in (data.train, data.dev)
            for chances in [probabilities(network, state.parameters, state.running, part.inputs)]
        ]
        np.testing.assert_allclose(row, np.transpose(found).ravel(), rtol=1e-13)


def test_without_a_dev_part_its_columns_are_empty() -> None:
    (run,) = trained(network_scenario(network_run(data=network_data(40, 0, 0)))).runs
    assert np.isnan(run.epochs[:, [DEV_LOSS, DEV_ERROR]]).all()
    assert np.isfinite(run.epochs[:, TRAIN_LOSS]).all()


def test_a_trace_is_read_only_and_its_rows_do_not_change() -> None:
    scenario = network_scenario(network_run())
    trainings = Trainings(scenario, kernels())
    trainings.advance(7)
    (run,) = trainings.trace().runs
    assert (run.last, len(run.epochs), run.ended) == (7, 3, False)
    assert (run.epoch(5), run.epoch(6)) == (1, 2)
    before = run.steps.copy(), run.epochs.copy()
    for rows in (run.steps, run.epochs, run.state(3).parameters, run.state(3).running):
        with pytest.raises(ValueError, match="read-only"):
            rows[0] = 0.0
    trainings.advance(scenario.steps)
    np.testing.assert_array_equal(run.steps, before[0])
    np.testing.assert_array_equal(run.epochs, before[1])
    assert run.state(15).step == 7


def test_runs_with_other_batch_sizes_are_shown_where_they_have_seen_as_much() -> None:
    scenario = network_scenario(network_run(batch_size=16), network_run("gd", batch_size=5))
    trainings = Trainings(scenario, kernels())
    trainings.advance(11)
    assert [run.done for run in trainings.runs] == [4, 11]
    assert trainings.solved == 11
    assert [run.at(11) for run in trainings.trace().runs] == [4, 11]


@pytest.mark.parametrize("quantity", ["loss", "gradient", "s", "parameters"])
def test_a_run_that_diverges_says_what_was_not_finite(quantity: str) -> None:
    wild = {
        "loss": network_run("gd", 1e120, batch_norm=False, activation="linear"),
        "gradient": network_run("gd", 0.1, batch_norm=False, l2=1e160),
        "s": network_run("rmsprop", 0.1, batch_norm=False, l2=1e100),
        "parameters": network_run("gd", 1e200, batch_norm=False),
    }[quantity]
    scenario = network_scenario(wild, network_run())
    trace = trained(scenario)
    run, tame = trace.runs
    assert run.diverged is not None
    assert run.diverged.quantity == quantity
    assert run.diverged.step == run.last + 1
    assert run.ended
    assert np.isfinite(run.steps).all()
    assert len(run.epochs) == 1 + run.last // 3
    assert np.isfinite(run.state(run.last).parameters).all()
    assert trace.complete
    assert tame.last == 15


def test_a_learning_rate_of_a_million_diverges() -> None:
    """Of linear layers; ReLU's units may all be off after the first step, and nothing moves."""
    wild = network_run("gd", 1e6, batch_norm=False, activation="linear", hidden=(8,) * 4)
    (run,) = trained(network_scenario(wild)).runs
    assert run.diverged is not None


def test_zeros_keep_hidden_units_equal() -> None:
    (run,) = trained(network_scenario(network_run(init="zeros", activation="tanh"))).runs
    state = run.state(run.last)
    named = state.stage.network.named(state.parameters)
    assert np.ptp(named["W1"], axis=1).max() == np.ptp(named["W2"], axis=1).max() == 0.0
    assert np.ptp(named["b3"]) > 0.0


def test_a_frozen_layer_keeps_its_bits_and_its_averages_move() -> None:
    (run,) = trained(network_scenario(network_run(frozen=(1,)))).runs
    first, last = run.state(0), run.state(run.last)
    network = first.stage.network
    before, after = (network.named(state.parameters) for state in (first, last))
    still = {name for name, one in after.items() if np.array_equal(one, before[name])}
    assert still == {"W1", "gamma1", "beta1"}
    assert (run.steps[:, FIRST_NORM] == 0.0).all()
    moved = network.named_running(first.running)["running_mean1"]
    assert (network.named_running(last.running)["running_mean1"] != moved).all()


def test_the_first_picture_needs_no_numba() -> None:
    program = (
        "import sys; from nets_in_code import network_run, network_scenario\n"
        "from tuiopt.labs.network.solve.training import beginning\n"
        "trace = beginning(network_scenario(network_run()))\n"
        "assert trace.runs[0].state(0).step == 0\n"
        "print('numba' in sys.modules)"
    )
    code = f"import sys; sys.path[:] = {sys.path!r}\n{program}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_the_beginning_is_that_of_the_training_but_for_rounding() -> None:
    scenario = network_scenario(everything(), network_run("gd", activation="sigmoid"))
    first = beginning(scenario)
    assert (first.solved, [run.last for run in first.runs]) == (0, [0, 0])
    for here, there in zip(first.runs, trained(scenario).runs, strict=True):
        np.testing.assert_allclose(here.epochs, there.epochs[:1], rtol=1e-13)
        np.testing.assert_array_equal(here.state(0).parameters, there.state(0).parameters)


def test_what_takes_long_to_score_is_left_out_of_the_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tuiopt.labs.network.solve.training.AT_ONCE", 1000)
    (run,) = beginning(network_scenario(network_run())).runs
    assert run.epochs.shape == (1, 4)
    assert np.isnan(run.epochs).all()


def test_whoever_trains_a_short_or_a_long_one_the_trace_is_the_same() -> None:
    short = network_scenario(network_run("gd", hidden=()), epochs=2)
    same(train(short), trained(short))
    long = network_scenario(network_run("gd"), epochs=100)
    same(train(long), trained(long))


def test_a_batchs_loss_is_that_of_the_network_before_the_step() -> None:
    """Without batch norm and dropout, training and test mode are one."""
    scenario = network_scenario(network_run(batch_norm=False, augment=0.2))
    (run,) = trained(scenario).runs
    for step in (0, 2, 14):
        state, given = run.state(step), feed(scenario, run.index, step, 1)
        numbers = given.batches[0][given.batches[0] >= 0]
        train_part = state.stage.data.train
        inputs = train_part.inputs[:, numbers] + given.jitter[0][:, : len(numbers)]
        chances = probabilities(state.stage.network, state.parameters, state.running, inputs)
        loss = mean_loss(np.log(chances), train_part.labels[numbers])
        assert run.steps[step, BATCH_LOSS] == pytest.approx(loss, rel=1e-12)


def test_runs_with_one_seed_start_alike() -> None:
    one, two, other = trained(
        network_scenario(network_run(), network_run("gd"), network_run(seed=1))
    ).runs
    np.testing.assert_array_equal(one.state(0).parameters, two.state(0).parameters)
    assert (one.state(0).parameters != other.state(0).parameters).any()
    np.testing.assert_array_equal(one.epochs[0], two.epochs[0])
    again = trained(network_scenario(replace(network_run(), label="again"))).runs[0]
    np.testing.assert_array_equal(again.steps, one.steps)
