"""Where the learning rate of a step comes from: α0/(1+r·k), 0.2/(1+1·18)."""

from __future__ import annotations

import re

from tuiopt.app.draw.formula import formula
from tuiopt.picture.numbers import setting
from tuiopt.scenario.model import OptimizerRun
from tuiopt.solving.rates import worked

SHORT = 20
"""Letters of a formula that still sets runs apart at a glance."""


def in_symbols(setup: OptimizerRun, steps: int, step: int) -> str:
    """The schedule of a run as it holds at a step; "" for a run without."""
    found = worked(setup, steps, step)
    if found is None or setup.scheduling is None:
        return ""
    symbols = ((hyper.name, hyper.symbol) for hyper in setup.scheduling.schedule.hyper)
    return formula(found[0], tuple(symbols), step)


def in_numbers(setup: OptimizerRun, steps: int, step: int) -> str:
    """The same with its numbers put in; "" for a run without a schedule."""
    found = worked(setup, steps, step)
    if found is None:
        return ""
    expression, values = found
    return formula(expression, _written(values), step)


def told(setup: OptimizerRun, steps: int) -> list[str]:
    """A schedule in a few words, beside others: α 0.2/(1+0.01·k), or its name, cosine."""
    found = worked(setup, steps, steps)
    if found is None or setup.scheduling is None:
        return []
    expression, values = found
    settings = {name: value for name, value in values.items() if name not in ("k", "t")}
    short = _without_ones(formula(expression, _written(settings), steps))
    return [f"α {short}" if len(short) <= SHORT else setup.scheduling.schedule.name]


def _written(values: dict[str, float]) -> tuple[tuple[str, str], ...]:
    """The numbers as they stand in a formula; π stays a letter."""
    return tuple((name, _number(value)) for name, value in values.items() if name != "pi")


def _without_ones(text: str) -> str:
    """A formula without the factors that are 1."""
    return re.sub(r"(?<![\d.])1·", "", text).replace("·1/", "/")


def _number(value: float) -> str:
    written = setting(value)
    return f"({written})" if "e" in written else written
