"""The runs of a scenario, each with its optimizer's hyperparameters and a label of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from msgspec import UNSET

from tuiopt.scenario import later
from tuiopt.scenario.catalogue import OPTIMIZERS
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.format import OptimizerRunTable, ScheduleTable
from tuiopt.scenario.model import OptimizerRun, Scheduling
from tuiopt.scenario.text import one_line
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.spec import Optimizer

R = TypeVar("R", bound=OptimizerRun)

UNSCHEDULED = "takes learning_rate as its first step size only"
"""What is told of an optimizer whose learning rate nothing can change later."""


def labelled(runs: Sequence[R]) -> tuple[R, ...]:
    """The runs, each with a label of its own."""
    labels = unique([run.label for run in runs])
    return tuple(replace(run, label=label) for run, label in zip(runs, labels, strict=True))


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


def optimizer_of(converter: Converter, path: Path, table: OptimizerRunTable) -> Optimizer | None:
    """A run's optimizer; None, and a fault, where it is not known."""
    if table.optimizer is UNSET:
        return None
    optimizer = converter.named((*path, "optimizer"), table.optimizer, OPTIMIZERS, ())
    if optimizer is not None and not optimizer.scheduled and table.schedule is not UNSET:
        converter.fault((*path, "schedule"), f"{optimizer.name} {UNSCHEDULED}")
    return optimizer


def settings_of(table: OptimizerRunTable, optimizer: Optimizer) -> dict[str, Any]:
    """The fields of an `OptimizerRun` that are its label and its optimizer's."""
    values = {hyper.name: getattr(table, hyper.name) for hyper in optimizer.hyperparameters}
    return {
        "label": optimizer.name if table.label is UNSET else one_line(table.label),
        "optimizer": optimizer,
        "learning_rate": values["learning_rate"],
        "hyper": tuple(values[hyper.name] for hyper in optimizer.hyper),
        "bias_correction": getattr(table, "bias_correction", False),
        "l2": values["l2"],
    }


def scheduling_of(
    converter: Converter,
    path: Path,
    table: OptimizerRunTable,
    steps: int | None,
    steps_per_epoch: int,
) -> Scheduling | None:
    """How the learning rate changes, None where it does not; `steps` are the run's, if known."""
    given = table.schedule
    if not isinstance(given, ScheduleTable) or given.kind is UNSET:
        return None
    path = (*path, "schedule")
    schedule = converter.named((*path, "kind"), given.kind, SCHEDULES, later.SCHEDULES)
    if schedule is None or schedule.name == "constant":
        return None
    for name in schedule.before_end:
        if steps is not None and getattr(given, name) >= steps:
            allowed = f"a whole number from 0 to {steps - 1}, below the steps"
            converter.refused((*path, name), getattr(given, name), allowed)
    hyper = tuple(float(getattr(given, hyper.name)) for hyper in schedule.hyper)
    return Scheduling(schedule, hyper, steps_per_epoch)
