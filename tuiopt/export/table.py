"""A race as one table: the columns that a file has, and its rows in blocks.

Blocks keep the memory small: a race may have 4,000,000 rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tuiopt.labs.trace import Array, RunTrace, Trace
from tuiopt.scenario.model import RunSetup
from tuiopt_kernels.drivers import HEAD

BLOCK = 4096
"""Rows in a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive steps of one run.

    `run` is its number from 0, `step` the first row's step. `values` is float64, rows × the table's
    numeric columns, with NaN where a cell is empty.
    """

    run: int
    step: int
    values: Array


def numeric_columns(trace: Trace) -> tuple[str, ...]:
    """The columns after `run` and `step`: the head, then slots, then hats, of every run.

    Slots and hats stand in the order of their first appearance, a pair of x and y each; runs that
    share a slot's name share its columns. Hats are there only where a run corrects its bias.
    """
    setups = [run.setup for run in trace.runs]
    slots = [name for setup in setups for name in setup.optimizer.slots]
    hats = [name for setup in setups for name in _hats(setup)]
    pairs = [f"{name}_{axis}" for name in dict.fromkeys(slots + hats) for axis in "xy"]
    return (*HEAD, *pairs)


def columns(trace: Trace) -> tuple[str, ...]:
    """All columns of the table."""
    return ("run", "step", *numeric_columns(trace))


def column(run: RunTrace, name: str) -> Array:
    """One numeric column of one run, (steps done + 1,), NaN where the run has no such quantity."""
    quantity = name.rpartition("_")[0]
    if name in HEAD or quantity in run.setup.optimizer.slots or quantity in _hats(run.setup):
        return run.column(name)
    return np.broadcast_to(np.float64(np.nan), len(run.rows))


def _hats(setup: RunSetup) -> tuple[str, ...]:
    return setup.optimizer.shown_with(setup.bias_correction)


def blocks(trace: Trace) -> Iterator[Block]:
    """All rows: run after run, from step 0 to the last step that the run has."""
    names = numeric_columns(trace)
    for number, run in enumerate(trace.runs):
        own = [column(run, name) for name in names]
        for step in range(0, len(run.rows), BLOCK):
            values = np.stack([numbers[step : step + BLOCK] for numbers in own], axis=1)
            yield Block(number, step, values)
