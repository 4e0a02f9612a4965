"""How the runs of a network lab stand at a step of the scenario, as far as it is known by then."""

from __future__ import annotations

import math

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.trace import (
    DEV_ERROR,
    DEV_LOSS,
    LEARNING_RATE,
    TRAIN_ERROR,
    TRAIN_LOSS,
    NetworkRunTrace,
    NetworkTrace,
)
from tuiopt.solving.standing import Standing
from tuiopt_kernels.data import Array


def standings(trace: NetworkTrace, cursor: int) -> list[Standing]:
    """For every run what is most worth telling: diverged, stopped early, the lowest loss of all."""
    part = DEV_LOSS if has_dev(trace.scenario) else TRAIN_LOSS
    losses = [_comparable(run, cursor, part) for run in trace.runs]
    first = losses.index(min(losses)) if len(losses) > 1 and min(losses) < math.inf else None
    return [_standing(run, cursor, part, leads=i == first) for i, run in enumerate(trace.runs)]


def _comparable(run: NetworkRunTrace, cursor: int, part: int) -> float:
    """A loss, infinite where there is none to compare."""
    loss = float(scores(run, cursor)[part])
    return math.inf if has_diverged(run, cursor) or math.isnan(loss) else loss


def _standing(run: NetworkRunTrace, cursor: int, part: int, *, leads: bool) -> Standing:
    if run.diverged is not None and has_diverged(run, cursor):
        at, verb = run.diverged.step, "are" if run.diverged.quantity == "parameters" else "is"
        why = f"✗ at {at}: {run.diverged.quantity} {verb} not finite"
        return Standing("diverged", (why, f"✗ at {at}", f"✗ {at}", "✗"))
    if has_stopped(run, cursor):
        best = "" if run.best is None else f", best {run.best}"
        few = f"stopped at {run.stopped}"
        full = f"stopped after epoch {run.stopped}{best}"
        return Standing("stopped", (full, f"{few}{best}", few, "stopped"))
    if leads:
        name = "dev" if part == DEV_LOSS else "train"
        return Standing("lowest", (f"lowest {name} loss", "lowest"))
    return Standing("racing")


def has_dev(scenario: NetworkScenario) -> bool:
    """Whether there are samples to choose by."""
    return len(scenario.runs[0].stages[0].data.dev) > 0


def has_diverged(run: NetworkRunTrace, cursor: int) -> bool:
    """Whether a run has got to the step that it could not make."""
    step = run.scenario.step_of(run.index, cursor)
    return run.diverged is not None and step >= run.diverged.step


def has_stopped(run: NetworkRunTrace, cursor: int) -> bool:
    """Whether early stopping has ended a run."""
    return run.stopped is not None and cursor >= run.scenario.first_ticks[run.stopped]


def scores(run: NetworkRunTrace, cursor: int) -> Array:
    """The row of `epochs` after the last complete epoch."""
    row: Array = run.epochs[run.epoch(run.at(cursor))]
    return row


def learning_rate(run: NetworkRunTrace, cursor: int) -> float:
    """α of the step that led here; at the start the one that was set."""
    at = run.at(cursor)
    return float(run.steps[at - 1, LEARNING_RATE]) if at else run.setup.learning_rate


def errors(run: NetworkRunTrace, cursor: int) -> tuple[float, float]:
    """On train and on dev, shares, after the last complete epoch; NaN where they are not known."""
    row = scores(run, cursor)
    return float(row[TRAIN_ERROR]), float(row[DEV_ERROR])
