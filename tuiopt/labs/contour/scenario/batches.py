"""How many samples a mini-batch has."""

from __future__ import annotations

from msgspec import UNSET

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.scenario.tables import PlayTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path


def batch_size_of(converter: Converter, table: PlayTable, problem: Problem | None) -> int | None:
    """The mini-batches of runs that do not say otherwise; None for all samples."""
    if problem is None or table.batch_size is UNSET:
        return None
    return checked_batch_size(converter, ("play",), table.batch_size, problem)


def checked_batch_size(
    converter: Converter, path: Path, batch_size: int, problem: Problem
) -> int | None:
    """As many samples as a table's batch has; None, and a fault, where there are not so many."""
    where = (*path, "batch_size")
    if not problem.samples:
        converter.fault(where, "is for problem.regression, which is not there")
        return None
    if batch_size > problem.samples:
        most = f"a whole number from 1 to {problem.samples}, all samples"
        converter.refused(where, batch_size, most)
        return None
    return batch_size
