"""Trains the networks of a scenario.

A `Training` is one run under way: it goes on in pieces of any size, with the same bits. `Trainings`
holds one for every run and hands out what is there as a `NetworkTrace`. Losses and errors of the
parts come from the engine's scores, so that no exported number depends on a matrix library; those
before training, in the first picture, are `beginning`'s: the same but for rounding.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario
from tuiopt.labs.network.solve.engine import PLAIN, Engine, compiled_where_possible, interpreter
from tuiopt.labs.network.solve.replay import Replay
from tuiopt.labs.network.solve.scores import judged
from tuiopt.labs.network.solve.trace import (
    BATCH_LOSS,
    DEV_LOSS,
    FIRST_NORM,
    NORM,
    Divergence,
    NetworkRunTrace,
    NetworkTrace,
)
from tuiopt.labs.network.solve.weights import PIECE, Weights, cost
from tuiopt.solving.kernels import by_kernels_or_interpreter, log
from tuiopt.solving.watching import Watched
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.training import FIRST_SLOT

BUDGET = 64 * 2**20
"""Bytes for the snapshots of all runs together."""

AT_ONCE = 20_000_000
"""Samples times parameters that are scored before the first picture: some ten milliseconds."""

INTERPRETED = 100_000
"""Work, about in nanoseconds of the kernels, that the interpreter has done before Numba would be
imported."""


class Training:
    """The run of an index in its scenario, under way.

    `done` steps are recorded; `ended` tells that no more will come.
    """

    def __init__(self, scenario: NetworkScenario, index: int, engine: Engine, budget: int) -> None:
        self.scenario = scenario
        self.index = index
        self.done = 0
        self.diverged: Divergence | None = None
        self.stopped: int | None = None
        self._engine = engine
        self._ends = scenario.first_steps(index)
        # Empty, so that steps which are never reached cost no memory.
        layers = self.setup.stages[0].network.layers
        self._steps = np.empty((self._ends[-1], FIRST_NORM + layers))
        self._epochs = np.full((len(self._ends), 4), np.nan)
        self._judged = 0  # rows of epochs
        self._best: int | None = None
        self._replay = Replay(scenario, index, engine, budget)
        self._weights = self._replay.snapshots[0].copy()

    @property
    def setup(self) -> NetworkRun:
        return self.scenario.runs[self.index]

    @property
    def ended(self) -> bool:
        over = self.diverged is not None or self.stopped is not None
        return over or self._judged == len(self._epochs)

    @property
    def epochs(self) -> int:
        """The epochs that are over; those that a run which has ended will never have count, too."""
        return self.scenario.epochs if self.ended else max(self._judged - 1, 0)

    def advance(self, upto: int, stopped: Callable[[], bool] = lambda: False) -> None:
        """Goes on to step `upto`, or to the run's end, in pieces between which `stopped` is asked.

        An epoch that is complete is judged before the next one begins.
        """
        while not self.ended and not stopped():
            if self.done == self._ends[self._judged]:
                self._judge(stopped)
            elif self.done < upto:
                self._train(min(upto, self._ends[self._judged], self._replay.due(self.done)))
            else:
                break

    def _train(self, upto: int) -> None:
        weights = self._weights
        rows = weights.train(self._engine, upto)
        done = weights.step - self.done
        self._steps[self.done : weights.step] = rows[:done]
        self.done = weights.step
        if done < len(rows):
            self.diverged = Divergence(self.done + 1, _cause(weights, rows[done]))
        else:
            self._replay.keep(weights)

    def _judge(self, stopped: Callable[[], bool]) -> None:
        row = judged(self._weights, self._engine.scores, stopped)
        if row is None:
            return
        epoch = self._judged
        self._epochs[epoch] = row
        self._judged += 1
        if epoch and self.setup.patience is not None:
            self._look_for_the_end(epoch, self.setup.patience)

    def _look_for_the_end(self, epoch: int, patience: int) -> None:
        """Early stopping: the start does not count, and a new stage begins to count anew."""
        first = self._weights.trained.first_epoch
        if epoch == first:
            self._best = None
        best = np.inf if self._best is None else self._epochs[self._best, DEV_LOSS]
        if self._epochs[epoch, DEV_LOSS] < best:
            self._best = epoch
        elif epoch - (self._best or first - 1) >= patience:
            self.stopped = epoch

    def trace(self) -> NetworkRunTrace:
        """What is recorded so far, read-only."""
        steps, epochs = self._steps[: self.done], self._epochs[: max(self._judged, 1)]
        for rows in (steps, epochs):
            rows.flags.writeable = False
        return NetworkRunTrace(
            self.scenario,
            self.index,
            steps,
            epochs,
            self.diverged,
            self.stopped,
            self._best,
            self.ended,
            self._replay.state,
            self._replay.effort,
        )


def _cause(weights: Weights, row: Array) -> str:
    """What was not finite first in a step: the loss, the gradient, a slot, the parameters."""
    if not math.isfinite(row[BATCH_LOSS]):
        return "loss"
    if not math.isfinite(row[NORM]):
        return "gradient"
    with np.errstate(all="ignore"):
        squares = (weights.state.numbers**2).sum(axis=1)
    for name, square in zip(weights.setup.optimizer.slots, squares[FIRST_SLOT:], strict=True):
        if not math.isfinite(square):
            return name
    return "parameters"


class Trainings:
    """All runs of a scenario under way, by one engine."""

    def __init__(self, scenario: NetworkScenario, engine: Engine) -> None:
        self.scenario = scenario
        self._engine = engine
        budget = BUDGET // len(scenario.runs)
        runs = range(len(scenario.runs))
        self.runs = [Training(scenario, run, engine, budget) for run in runs]

    @property
    def solved(self) -> int:
        """The step of the scenario up to which every run is computed or has ended before."""
        return min(
            self.scenario.steps if run.ended else self.scenario.cursor_of(run.index, run.done)
            for run in self.runs
        )

    @property
    def piece(self) -> int:
        """The steps of the scenario, at least one, that take about as long as PIECE."""
        slowness = max(self._engine.slowness(run.optimizer) for run in self.scenario.runs)
        work = steps_cost(self.scenario) * slowness
        return max(self.scenario.steps * PIECE // max(work, 1), 1)

    def advance(self, upto: int, stopped: Callable[[], bool] = lambda: False) -> None:
        """Takes every run to where it is at a step of the scenario."""
        for run in self.runs:
            run.advance(self.scenario.step_of(run.index, upto), stopped)

    def trace(self) -> NetworkTrace:
        """What every run has recorded so far."""
        return NetworkTrace(self.scenario, tuple(run.trace() for run in self.runs), self.solved)


def steps_cost(scenario: NetworkScenario) -> int:
    """What all steps of a scenario take, about in nanoseconds."""
    total = 0
    for run, setup in enumerate(scenario.runs):
        for stage in range(len(setup.stages)):
            before, after = scenario.span(run, stage)
            total += (after - before) * cost(scenario, run, stage)
    return total


def beginning(scenario: NetworkScenario) -> NetworkTrace:
    """The trace at step 0, without Numba; where there is much to score its losses are NaN."""
    trainings = Trainings(scenario, PLAIN)
    first = [(run.stages[0].data, run.stages[0].network.size) for run in scenario.runs]
    if sum((len(data.train) + len(data.dev)) * size for data, size in first) <= AT_ONCE:
        trainings.advance(0)
    return trainings.trace()


def train(
    scenario: NetworkScenario, watch: Callable[[int, int], None] = lambda done, total: None
) -> NetworkTrace:
    """The whole training: in the interpreter if that is quick, else by compiled kernels.

    Between pieces `watch` is told how many epochs are over, and of how many: those of all runs.
    """
    total = scenario.epochs * len(scenario.runs)
    watch(0, total)
    watched = Watched(watch)

    def by(engine: Engine) -> NetworkTrace:
        trainings = Trainings(scenario, engine)

        def stopped() -> bool:
            return watched.stopped(sum(run.epochs for run in trainings.runs), total)

        trainings.advance(scenario.steps, stopped)
        return trainings.trace()

    if steps_cost(scenario) <= INTERPRETED:
        trace = by(interpreter())
    else:
        trace = by_kernels_or_interpreter(
            lambda: compiled_where_possible(log), interpreter, by, log
        )
    watched.check()
    return trace
