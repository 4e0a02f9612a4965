"""A race on a contour map as a table."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tuiopt.export.table import BLOCK, Block, Cells, NamedArray, Table, whole
from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.labs.contour.solve.trace import Array, ContourRunTrace, ContourTrace
from tuiopt_kernels.drivers import HEAD


class ContourTable(Table):
    """A row a step, from step 0, the start, to the last step that the run has.

    In an archive the columns go over all rows, and `run` is a column of numbers from 0.
    """

    def __init__(self, trace: ContourTrace) -> None:
        self.scenario = trace.scenario
        self._runs = trace.runs

    @property
    def columns(self) -> tuple[str, ...]:
        return ("step", *self._numeric)

    @property
    def _numeric(self) -> tuple[str, ...]:
        """The columns after `step`: the head, then slots, then hats, of every run.

        Slots and hats stand in the order of their first appearance, a pair of x and y each; runs
        that share a slot's name share its columns. Hats are there only where a run corrects its
        bias.
        """
        setups = [run.setup for run in self._runs]
        slots = [name for setup in setups for name in setup.optimizer.slots]
        hats = [name for setup in setups for name in _hats(setup)]
        pairs = [f"{name}_{axis}" for name in dict.fromkeys(slots + hats) for axis in "xy"]
        return (*HEAD, *pairs)

    def column(self, run: int, name: str) -> Cells:
        rows = self._runs[run]
        return np.arange(len(rows.rows)) if name == "step" else _column(rows, name)

    def blocks(self) -> Iterator[Block]:
        for number, run in enumerate(self._runs):
            own = [self.column(number, name) for name in self.columns]
            for step in range(0, len(run.rows), BLOCK):
                yield Block(number, [cells[step : step + BLOCK] for cells in own])

    def arrays(self) -> Iterator[NamedArray]:
        lengths = [len(run.rows) for run in self._runs]
        yield whole("run", np.repeat(np.arange(len(lengths), dtype=np.int64), lengths))
        yield whole("step", np.concatenate([np.arange(n, dtype=np.int64) for n in lengths]))
        for name in self._numeric:
            yield whole(name, np.concatenate([_column(run, name) for run in self._runs]))


def _column(run: ContourRunTrace, name: str) -> Array:
    """One numeric column of one run, (steps done + 1,), NaN where the run has no such quantity."""
    quantity = name.rpartition("_")[0]
    if name in HEAD or quantity in run.setup.optimizer.slots or quantity in _hats(run.setup):
        return run.column(name)
    return np.broadcast_to(np.float64(np.nan), len(run.rows))


def _hats(setup: ContourRun) -> tuple[str, ...]:
    return setup.optimizer.shown_with(setup.bias_correction)
