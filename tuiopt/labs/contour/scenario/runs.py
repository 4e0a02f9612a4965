"""The runs of a race, each with its optimizer's hyperparameters and its start."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from tuiopt.labs.contour.scenario.batches import batch_size_of, checked_batch_size
from tuiopt.labs.contour.scenario.model import ContourRun, Problem
from tuiopt.labs.contour.scenario.problem import check_start
from tuiopt.labs.contour.scenario.tables import ContourRunTable, PlayTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.runs import labelled, optimizer_of, scheduling_of, settings_of


def runs_of(
    converter: Converter,
    tables: Sequence[ContourRunTable],
    problem: Problem | None,
    play: PlayTable,
) -> tuple[ContourRun, ...]:
    """The runs that could be made. Faults go to the converter."""
    all_runs = batch_size_of(converter, play, problem)
    runs = [
        _run(converter, ("runs", i), table, problem, play, all_runs)
        for i, table in enumerate(tables)
    ]
    return labelled([run for run in runs if run is not None])


def _run(
    converter: Converter,
    path: Path,
    table: ContourRunTable,
    problem: Problem | None,
    play: PlayTable,
    batch_size: int | None,
) -> ContourRun | None:
    if problem is not None and table.start is not UNSET:
        check_start(converter, (*path, "start"), table.start, problem)
    if problem is not None and table.batch_size is not UNSET:
        batch_size = checked_batch_size(converter, path, table.batch_size, problem)
    epoch = 1 if problem is None else problem.steps_per_epoch(batch_size)
    given_each = (table.steps_per_epoch, play.steps_per_epoch)
    each = next((steps for steps in given_each if steps is not UNSET), epoch)
    steps = play.steps if converter.sound(("play", "steps")) else None
    scheduling = scheduling_of(converter, path, table, steps, each)
    optimizer = optimizer_of(converter, path, table)
    if optimizer is None or problem is None:
        return None
    return ContourRun(
        **settings_of(table, optimizer),
        start=problem.start if table.start is UNSET else table.start,
        batch_size=batch_size,
        scheduling=scheduling,
    )
