"""What came of the training of a network, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt.labs.network.solve.engine import PLAIN
from tuiopt.labs.network.solve.trace import DEV_LOSS, TRAIN_LOSS, NetworkRunTrace, State
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.evaluation import error


def best_epoch(run: NetworkRunTrace) -> int | None:
    """The first epoch with the lowest loss on dev, among those of the stage that was trained last.

    That is what early stopping remembers, for runs without it, too: the start of the stage does not
    count. None where no epoch is complete or dev is empty.
    """
    last = run.scenario.first_steps(run.index)[len(run.epochs) - 1]
    first = run.stage(last).first_epoch
    losses = run.epochs[first:, DEV_LOSS]
    if not np.isfinite(losses).any():
        return None
    return first + int(np.nanargmin(losses))


def best_state(run: NetworkRunTrace) -> State | None:
    """The network after the best epoch."""
    best = best_epoch(run)
    if best is None:
        return None
    return run.state(run.scenario.first_steps(run.index)[best])


def first_epoch_below(run: NetworkRunTrace, threshold: float) -> int | None:
    """The first epoch after which the loss on train is below a threshold, 0 for the start."""
    below = np.flatnonzero(run.epochs[:, TRAIN_LOSS] < threshold)
    return int(below[0]) if len(below) else None


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A network that counts: the best one with early stopping, else that of the last whole epoch.

    `scores` are its row of `NetworkRunTrace.epochs`, (4,); `test_error` is NaN where that part is
    empty.
    """

    epoch: int
    state: State
    scores: Array
    test_error: float


def outcome(run: NetworkRunTrace) -> Outcome:
    """Asks the test part, which nothing else looks at: once, when all is over."""
    epoch = len(run.epochs) - 1 if run.best is None else run.best
    state = run.state(run.scenario.first_steps(run.index)[epoch])
    test = state.stage.data.test
    wrong = np.nan
    if len(test):
        z = PLAIN.scores(state.stage.network, state.parameters, state.running, test.inputs)
        wrong = error(z, test.labels)
    return Outcome(epoch, state, run.epochs[epoch], wrong)
