"""The outcome of trained networks, a row a run."""

from __future__ import annotations

import math

from tuiopt.cli.cells import NOTHING, alpha
from tuiopt.cli.output import shown
from tuiopt.cli.table import table
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.outcome import best_epoch, first_epoch_below, outcome
from tuiopt.labs.network.solve.trace import (
    DEV_ERROR,
    DEV_LOSS,
    TRAIN_ERROR,
    TRAIN_LOSS,
    NetworkRunTrace,
    NetworkTrace,
)


def network_summary(trace: NetworkTrace, threshold: float) -> str:
    """Title, lines about data and columns, and the table, in letters that standard output has."""
    scenario = trace.scenario
    head = (
        "run",
        "optimizer",
        "α",
        "parameters",
        "train loss",
        "dev loss",
        "train error",
        "dev error",
        "test error",
        "best epoch",
        f"first below {threshold:g}",
        "outcome",
    )
    rows = [head, *(_row(run, threshold) for run in trace.runs)]
    lines = [
        scenario.title,
        *_data(scenario),
        *_about(scenario, threshold),
        "",
        table([[shown(cell) for cell in row] for row in rows], right=set(range(2, 11))),
    ]
    return "\n".join(lines)


def _data(scenario: NetworkScenario) -> list[str]:
    """A line a phase that has other data than the one before."""
    lines, before = [], None
    for phase, stage in enumerate(scenario.runs[0].stages, 1):
        data = stage.data
        if data != before:
            parts = f"{len(data.train)} train, {len(data.dev)} dev, {len(data.test)} test"
            since = f"from epoch {stage.first_epoch} on " if phase > 1 else ""
            lines.append(f"{since}{data.name}: {parts}")
        before = data
    lines[0] += f"; {scenario.epochs} epochs"
    return lines


def _about(scenario: NetworkScenario, threshold: float) -> list[str]:
    """What the columns of the table mean."""
    early = any(run.patience is not None for run in scenario.runs)
    best = "; with early stopping, after the best" if early else ""
    return [
        f"losses and errors: after the last whole epoch{best}",
        f"best epoch: of the lowest dev loss; first below {threshold:g}: epoch, of the train loss",
    ]


def _row(run: NetworkRunTrace, threshold: float) -> tuple[str, ...]:
    came = outcome(run)
    scores = came.scores
    return (
        run.setup.label,
        run.setup.optimizer.name,
        alpha(run.setup),
        str(came.state.stage.network.size),
        _number(scores[TRAIN_LOSS]),
        _number(scores[DEV_LOSS]),
        _number(scores[TRAIN_ERROR]),
        _number(scores[DEV_ERROR]),
        _number(came.test_error),
        _number(best_epoch(run)),
        _number(first_epoch_below(run, threshold)),
        _end(run),
    )


def _number(number: float | None) -> str:
    return NOTHING if number is None or math.isnan(number) else f"{number:.4g}"


def _end(run: NetworkRunTrace) -> str:
    if run.diverged is not None:
        return f"diverged at {run.diverged.step}: {run.diverged.quantity} not finite"
    if run.stopped is not None:
        return f"stopped early after epoch {run.stopped}"
    return NOTHING
