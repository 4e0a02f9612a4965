"""Scenarios and their traces without a screen: what `import tuiopt` offers and commands use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuiopt.registry import LABS
from tuiopt.scenario import load as scenarios
from tuiopt.scenario.bundled import find
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.model import Scenario

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from tuiopt.export.table import Table

__all__ = ["Run", "Scenario", "ScenarioError", "Trace", "Watch", "load", "solve"]

Watch = Callable[[int, int], None]
"""`watch(done, total)`, called now and then while a scenario is solved; what it raises ends it."""


def load(source: str | os.PathLike[str]) -> Scenario:
    """The scenario in a file, or the bundled one of that name.

    A text is a path if it has a separator or ends in .toml, else a name. Raises ScenarioError,
    whose `faults` (file, line, key, message) are all that is wrong, in the order of their lines.
    """
    return scenarios.load(find(source) if isinstance(source, str) else Path(source))


def solve(scenario: Scenario, watch: Watch = lambda done, total: None) -> Trace:
    """Everything that the runs of a scenario do, to the end."""
    lab = LABS[scenario.lab]
    solution = lab.solve.get()(scenario, watch)
    return Trace(scenario, solution, lab.export.get()(solution))


class Run(Mapping[str, "npt.NDArray[np.float64]"]):
    """What a run did: columns by their names, as `tuiopt run -o` writes them, one row per step.

    `run["v_x"]` is a read-only float64 array (`step` and `epoch` are int64), NaN where there is no
    value; `run.loss` is `run["loss"]`.
    """

    def __init__(self, table: Table, number: int) -> None:
        self._table = table
        self._number = number

    def __getitem__(self, name: str) -> npt.NDArray[np.float64]:
        if name not in self._table.columns:
            raise KeyError(name)
        column = self._table.column(self._number, name).view()
        column.flags.writeable = False
        return column

    def __getattr__(self, name: str) -> npt.NDArray[np.float64]:
        if name.startswith("_"):  # copies and pickles ask before there is a table
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            near = ", ".join(self)
            raise AttributeError(f"there is no column {name}; there are: {near}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.columns)

    def __len__(self) -> int:
        return len(self._table.columns)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._table.columns]


class Trace(Mapping[str, Run]):
    """What all runs of a scenario did, by their labels, which `runs` lists in the file's order.

    `solution` is the lab's own trace and `table` what is written to files: neither is public.
    """

    def __init__(self, scenario: Scenario, solution: Any, table: Table) -> None:
        self.scenario = scenario
        self.solution = solution
        self.table = table
        self.runs: tuple[str, ...] = tuple(run.label for run in scenario.runs)

    def __getitem__(self, label: str) -> Run:
        if label not in self.runs:
            raise KeyError(label)
        return Run(self.table, self.runs.index(label))

    def __iter__(self) -> Iterator[str]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)
