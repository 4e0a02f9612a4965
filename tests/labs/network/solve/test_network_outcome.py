"""What came of a training: the best epoch, the network that counts, and the test part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, phase

from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve.outcome import best_epoch, best_state, first_epoch_below, outcome
from tuiopt.labs.network.solve.trace import DEV_LOSS, TRAIN_LOSS, NetworkRunTrace
from tuiopt.labs.network.solve.training import train
from tuiopt_kernels.network.evaluation import error
from tuiopt_kernels.network.lens import look_inside


def trained(run: NetworkRun, epochs: int = 12) -> NetworkRunTrace:
    return train(network_scenario(run, epochs=epochs)).runs[0]


def test_the_best_epoch_is_the_one_that_early_stopping_remembers() -> None:
    run = trained(network_run(learning_rate=0.1, patience=2), 40)
    assert run.stopped is not None
    assert best_epoch(run) == run.best == run.stopped - 2
    later = trained(
        phase(network_run(learning_rate=0.1, patience=30), 4, data=network_data(seed=3))
    )
    assert best_epoch(later) == later.best


def test_the_best_epoch_is_of_the_last_stage_and_not_its_start() -> None:
    run = trained(network_run())
    losses = np.array([[0.5, loss, 0.1, 0.1] for loss in (0.1, 0.4, 0.3, 0.3, 0.9)])
    assert best_epoch(replace(run, epochs=losses)) == 2
    two = trained(phase(network_run(), 4))
    assert best_epoch(replace(two, epochs=losses)) == 4
    assert best_epoch(replace(two, epochs=losses[:4])) == 2
    assert best_epoch(replace(run, epochs=losses[:1])) is None


def test_without_a_dev_part_there_is_no_best_epoch() -> None:
    run = trained(network_run(data=network_data(dev=0)), 2)
    assert best_epoch(run) is None
    assert best_state(run) is None
    assert np.isnan(outcome(run).scores[DEV_LOSS])


def test_first_below_counts_the_start_as_epoch_0() -> None:
    run = trained(network_run(learning_rate=0.1), 3)
    start, *later = run.epochs[:, TRAIN_LOSS].tolist()
    assert start > later[0] > later[1]
    assert first_epoch_below(run, 2 * start) == 0
    assert first_epoch_below(run, start) == 1
    assert first_epoch_below(run, later[0]) == 2
    assert first_epoch_below(run, 0.0) is None


@pytest.mark.parametrize("patience", [None, 2])
def test_the_network_that_counts_is_the_best_one_with_early_stopping(patience: int | None) -> None:
    run = trained(network_run(learning_rate=0.1, patience=patience), 40)
    epoch = 40 if patience is None else len(run.epochs) - 1 - patience
    came = outcome(run)
    assert came.epoch == epoch
    assert came.state.step == run.scenario.first_steps(run.index)[epoch]
    np.testing.assert_array_equal(came.scores, run.epochs[epoch])
    test = came.state.stage.data.test
    inside = look_inside(
        came.state.stage.network,
        came.state.parameters,
        came.state.running,
        test.inputs,
        training=False,
    )
    assert came.test_error == error(inside.output.z, test.labels)


def test_a_run_that_diverges_counts_with_its_last_whole_epoch() -> None:
    run = trained(network_run("gd", 1e300, batch_norm=False))
    assert run.diverged is not None
    assert outcome(run).epoch == 0


def test_an_empty_test_part_has_no_error() -> None:
    assert np.isnan(outcome(trained(network_run(data=network_data(test=0)), 1)).test_error)


def test_watching_counts_all_epochs_of_a_run_that_has_ended() -> None:
    runs = network_run(learning_rate=0.1, patience=2), network_run("gd")
    told: list[int] = []
    trace = train(network_scenario(*runs, epochs=40), lambda done, _: told.append(done))
    assert trace.runs[0].stopped is not None
    assert told == sorted(told)
    assert set(told) >= {0, 1, *range(40, 80)}
    assert max(told) == 79
