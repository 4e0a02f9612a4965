"""The runs of a scenario, each with its optimizer's hyperparameters and a label of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import UNSET

from tuiopt.scenario import later
from tuiopt.scenario.batches import checked_batch_size
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.format import RunTable
from tuiopt.scenario.model import Problem, RunSetup
from tuiopt.scenario.problem import check_start
from tuiopt.scenario.text import one_line
from tuiopt_kernels.optimizers import OPTIMIZERS


def runs_of(
    converter: Converter,
    tables: Sequence[RunTable],
    problem: Problem | None,
    batch_size: int | None,
) -> tuple[RunSetup, ...]:
    """The runs that could be made, `batch_size` theirs by default. Faults go to the converter."""
    runs = [
        _run(converter, ("runs", i), table, problem, batch_size) for i, table in enumerate(tables)
    ]
    made = [run for run in runs if run is not None]
    labels = unique([run.label for run in made])
    return tuple(replace(run, label=label) for run, label in zip(made, labels, strict=True))


def unique(labels: Sequence[str]) -> list[str]:
    """The labels, `#2`, `#3`, ... added to later ones of the same name.

    A made label never takes one that is given, so "gd", "gd", "gd#2" gives "gd", "gd#3", "gd#2".
    """
    given = set(labels)
    taken: set[str] = set()
    counts = dict.fromkeys(labels, 1)
    result = []
    for label in labels:
        candidate = label
        while candidate in taken or (candidate != label and candidate in given):
            counts[label] += 1
            candidate = f"{label}#{counts[label]}"
        taken.add(candidate)
        result.append(candidate)
    return result


def _run(
    converter: Converter,
    path: Path,
    table: RunTable,
    problem: Problem | None,
    batch_size: int | None,
) -> RunSetup | None:
    if problem is not None and table.start is not UNSET:
        check_start(converter, (*path, "start"), table.start, problem)
    if problem is not None and table.batch_size is not UNSET:
        batch_size = checked_batch_size(converter, path, table.batch_size, problem)
    if table.optimizer is UNSET:
        return None
    name = table.optimizer
    optimizer = converter.named((*path, "optimizer"), name, OPTIMIZERS, later.OPTIMIZERS)
    if optimizer is None or problem is None:
        return None
    values = {hyper.name: getattr(table, hyper.name) for hyper in optimizer.hyperparameters}
    return RunSetup(
        label=optimizer.name if table.label is UNSET else one_line(table.label),
        optimizer=optimizer,
        learning_rate=values["learning_rate"],
        hyper=tuple(values[hyper.name] for hyper in optimizer.hyper),
        bias_correction=getattr(table, "bias_correction", False),
        l2=values["l2"],
        start=problem.start if table.start is UNSET else table.start,
        batch_size=batch_size,
    )
