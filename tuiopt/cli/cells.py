"""What stands in the cells of a summary, of whatever lab."""

from __future__ import annotations

from tuiopt.scenario.model import OptimizerRun

NOTHING = "-"
"""Stands where there is nothing to tell."""


def alpha(run: OptimizerRun) -> str:
    """The learning rate, and the name of its schedule."""
    schedule = "" if run.scheduling is None else f", {run.scheduling.schedule.name}"
    return f"{run.learning_rate:g}{schedule}"
