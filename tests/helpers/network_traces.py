"""What networks did, made up: scores at the ends of epochs, the losses of batches between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.trace import (
    BATCH_LOSS,
    DEV_ERROR,
    DEV_LOSS,
    FIRST_NORM,
    LEARNING_RATE,
    TRAIN_ERROR,
    TRAIN_LOSS,
    Divergence,
    NetworkRunTrace,
    NetworkTrace,
    State,
)


def scored(run: int, epoch: int) -> list[float]:
    """Four numbers that no other run and epoch have: of run 1 after epoch 2 0.22, 0.221, ..."""
    return [0.1 + 0.1 * run + 0.001 * (10 * epoch + part) for part in range(4)]


def _no_state(step: int) -> State:
    raise AssertionError(step)


def made(
    scenario: NetworkScenario,
    run: int,
    last: int,
    epochs: Sequence[Sequence[float]],
    *,
    diverged: bool = False,
    stopped: int | None = None,
    best: int | None = None,
    replay: Callable[[int], State] = _no_state,
) -> NetworkRunTrace:
    """A run that is over after a step; a batch's loss is 1/t, the learning rate of step t t/1000.

    If it has diverged it was in the step that would have come next.
    """
    layers = scenario.runs[run].stages[0].network.layers
    steps = np.zeros((last, FIRST_NORM + layers))
    t = np.arange(1, last + 1)
    steps[:, LEARNING_RATE], steps[:, BATCH_LOSS] = t / 1000, 1 / t
    rows = np.array(epochs, dtype=float)
    gone = Divergence(last + 1, "loss") if diverged else None
    return NetworkRunTrace(scenario, run, steps, rows, gone, stopped, best, True, replay)


def trained(
    scenario: NetworkScenario,
    run: int,
    epochs: Sequence[Sequence[float]],
    *,
    diverged: int | None = None,
    stopped: int | None = None,
    best: int | None = None,
) -> NetworkRunTrace:
    """A run that has these scores; without a dev part those on it are NaN."""
    firsts = scenario.first_steps(run)
    last = firsts[len(epochs) - 1] if diverged is None else diverged - 1
    rows = np.array(epochs, dtype=float)
    if not len(scenario.runs[run].stages[0].data.dev):
        rows[:, [DEV_LOSS, DEV_ERROR]] = np.nan
    gone = diverged is not None
    return made(scenario, run, last, rows.tolist(), diverged=gone, stopped=stopped, best=best)


def traced(scenario: NetworkScenario) -> NetworkTrace:
    """Every run has the scores of `scored` after every epoch."""
    rows = [[scored(i, epoch) for epoch in range(scenario.epochs + 1)] for i in range(8)]
    runs = (trained(scenario, run, rows[run]) for run in range(len(scenario.runs)))
    return NetworkTrace(scenario, tuple(runs), scenario.steps)


def with_losses(
    scenario: NetworkScenario, *losses: tuple[Sequence[float], Sequence[float]]
) -> NetworkTrace:
    """Runs with these losses on train and on dev; an error is half a loss, at most 1."""
    runs = []
    for run, (train, dev) in zip(range(len(scenario.runs)), losses, strict=True):
        rows = np.zeros((len(train), 4))
        rows[:, TRAIN_LOSS], rows[:, DEV_LOSS] = train, dev
        rows[:, [TRAIN_ERROR, DEV_ERROR]] = np.minimum(rows[:, [TRAIN_LOSS, DEV_LOSS]] / 2, 1.0)
        runs.append(trained(scenario, run, rows.tolist()))
    return NetworkTrace(scenario, tuple(runs), scenario.steps)


def cut_off(trace: NetworkTrace, cursor: int) -> NetworkTrace:
    """What was known of a trace when it had got to a step of its scenario."""
    runs = []
    for run in trace.runs:
        at = run.at(cursor)
        epochs = run.epochs[: run.epoch(at) + 1]
        over = cursor == trace.scenario.steps
        gone = run.diverged is not None and trace.scenario.step_of(run.index, cursor) > at
        stopped = run.stopped is not None and len(epochs) > run.stopped
        runs.append(
            replace(
                run,
                steps=run.steps[:at],
                epochs=epochs,
                diverged=run.diverged if gone else None,
                stopped=run.stopped if stopped else None,
                best=run.best if stopped or over else None,
                ended=gone or stopped or over,
            )
        )
    return NetworkTrace(trace.scenario, tuple(runs), cursor)
