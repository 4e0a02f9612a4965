"""Early stopping, on losses that are made up."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from nets_in_code import network_run, network_scenario, phase

from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.outcome import best_state
from tuiopt.labs.network.solve.trace import NetworkRunTrace, NetworkTrace
from tuiopt.labs.network.solve.training import Trainings
from tuiopt.labs.network.solve.weights import Weights
from tuiopt_kernels import compiled

Stop = Callable[..., NetworkTrace]
STEPS = 3
"""Mini-batches in an epoch."""


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch) -> Stop:
    """Trains runs as if the losses on dev, before training and after each epoch, were these."""

    def trained(*runs: NetworkRun, losses: list[float]) -> NetworkTrace:
        def judged(weights: Weights, *_: object) -> np.ndarray:
            return np.array([0.0, losses[weights.step // STEPS], 0.0, 0.0])

        monkeypatch.setattr("tuiopt.labs.network.solve.training.judged", judged)
        scenario = network_scenario(*runs, epochs=len(losses) - 1)
        trainings = Trainings(scenario, Engine(compiled.training, compiled.scores()))
        trainings.advance(scenario.steps)
        return trainings.trace()

    return trained


def end(run: NetworkRunTrace) -> tuple[int | None, int | None, int]:
    return run.stopped, run.best, run.last


@pytest.mark.parametrize(
    ("patience", "losses", "stopped", "best", "epochs"),
    [
        (2, [9.0, 5.0, 4.0, 4.5, 4.6, 1.0, 1.0], 4, 2, 4),
        (3, [9.0, 5.0, 4.0, 4.5, 4.6, 1.0, 2.0], None, 5, 6),
        (1, [9.0, 5.0, 4.0, 3.0], None, 3, 3),
        # As low as the lowest is no improvement.
        (2, [9.0, 5.0, 5.0, 5.0, 5.0], 3, 1, 3),
        # The start does not count.
        (2, [1.0, 5.0, 4.0, 3.0, 2.0], None, 4, 4),
        # It may end with the last epoch.
        (1, [9.0, 5.0, 6.0], 2, 1, 2),
        # Without a dev part nothing ever gets better.
        (2, [math.nan] * 5, 2, None, 2),
    ],
)
def test_it_ends_after_so_many_epochs_without_a_lower_loss(
    train: Stop, patience: int, losses: list[float], stopped: int, best: int, epochs: int
) -> None:
    trace = train(network_run(patience=patience), network_run(), losses=losses)
    run, other = trace.runs
    assert end(run) == (stopped, best, STEPS * epochs)
    assert len(run.epochs) == epochs + 1
    assert run.ended
    assert end(other) == (None, None, STEPS * (len(losses) - 1))
    assert trace.complete


def test_before_the_first_epoch_there_is_no_best() -> None:
    trainings = Trainings(
        network_scenario(network_run(patience=2)), Engine(compiled.training, compiled.scores())
    )
    trainings.advance(STEPS - 1)
    (run,) = trainings.trace().runs
    assert (run.best, best_state(run), run.stopped) == (None, None, None)


def test_the_best_network_is_kept(train: Stop) -> None:
    losses = [9.0, 5.0, 4.0, 4.5, 4.6, 1.0]
    stopped, whole = train(network_run(patience=2), network_run(), losses=losses).runs
    best = best_state(stopped)
    assert best is not None
    assert best.step == 2 * STEPS
    np.testing.assert_array_equal(best.parameters, whole.state(2 * STEPS).parameters)
    assert whole.best is None


def test_it_begins_to_count_anew_with_every_stage(train: Stop) -> None:
    run = phase(network_run(patience=2), 3)
    (found,) = train(run, losses=[9.0, 1.0, 2.0, 6.0, 5.0, 5.5, 5.6, 1.0]).runs
    assert end(found) == (6, 4, 6 * STEPS)
