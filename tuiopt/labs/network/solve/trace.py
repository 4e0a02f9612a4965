"""What the training of networks did: a row a step, a row an epoch, and any step's parameters.

All that a screen shows at a step is read from here; parameters between two snapshots are trained
again from the one before, with the same bits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario, Stage
from tuiopt_kernels.data import Array

LEARNING_RATE, BATCH_LOSS, NORM, FIRST_NORM = range(4)
"""Columns of `NetworkRunTrace.steps`; from `FIRST_NORM` on the gradient's norm by layer."""

TRAIN_LOSS, DEV_LOSS, TRAIN_ERROR, DEV_ERROR = range(4)
"""Columns of `NetworkRunTrace.epochs`."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """Why a run ended: at `step`, `quantity` was not finite, or its square was not.

    It is the first one of "loss", "gradient", a slot's name, "parameters".
    """

    step: int
    quantity: str


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A network after a step: (size,) parameters, (2, units) running averages, read-only.

    `stage` is the one that made the step: what another one begins with is not seen before its
    first step.
    """

    step: int
    stage: Stage
    parameters: Array
    running: Array


@dataclass(frozen=True, eq=False)
class NetworkRunTrace:
    """The run of an index in its scenario.

    `steps` is float64, (steps done, 3 + layers), row t−1 for step t, read-only.

    `epochs` is (epochs done + 1, 4), row 0 before training, in test mode and without penalty; NaN
    on dev where that part is empty, and in row 0 while it is not computed. `stopped` is the epoch
    after which early stopping ended the run, `best` the one with the lowest loss on dev since the
    last stage began; None where there is no early stopping. `ended` tells that no more steps will
    come.
    """

    scenario: NetworkScenario
    index: int
    steps: Array
    epochs: Array
    diverged: Divergence | None
    stopped: int | None
    best: int | None
    ended: bool
    replay: Callable[[int], State]
    """The state after a step, trained again from the nearest snapshot; see `state`."""
    effort: Callable[[int], int] = field(default=lambda step: 0)
    """What `replay` of a step takes, about in nanoseconds."""

    @property
    def setup(self) -> NetworkRun:
        """What the scenario says of it."""
        return self.scenario.runs[self.index]

    @property
    def last(self) -> int:
        """The last step that this run has."""
        return len(self.steps)

    def at(self, cursor: int) -> int:
        """The run's own step at a step of the scenario: its last one once it has ended."""
        return min(self.scenario.step_of(self.index, cursor), self.last)

    def by_step(self, column: int, window: int) -> Array:
        """(≤ window + 1,): a column of `steps` by the scenario's steps, as far as the run went.

        NaN before its first step. Runs with other batches then stand side by side.
        """
        own = self.scenario.steps_of(self.index, window)
        known = np.concatenate(([np.nan], self.steps[: own[-1], column]))
        values: Array = known[own[own < len(known)]]
        return values

    def learning_rates(self, window: int) -> Array:
        """(≤ window + 1,): that of each step of the scenario; NaN before the run's first one."""
        return self.by_step(LEARNING_RATE, window)

    def epoch(self, step: int) -> int:
        """The epochs that are complete after a step."""
        ends = self.scenario.first_steps(self.index)
        return min(bisect_right(ends, step) - 1, len(self.epochs) - 1)

    def stage(self, step: int) -> Stage:
        """The one that made a step of this run; of step 0 the first one."""
        return self.setup.stages[self.scenario.stage_of(self.index, step)]

    def state(self, step: int) -> State:
        """The network after a step of this run."""
        return self.replay(min(step, self.last))


@dataclass(frozen=True, eq=False)
class NetworkTrace:
    """All runs of a scenario; `solved` is the step up to which each is computed or has ended."""

    scenario: NetworkScenario
    runs: tuple[NetworkRunTrace, ...]
    solved: int

    @property
    def complete(self) -> bool:
        return self.solved == self.scenario.steps
