"""What its runs do, as a trace, a table and a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from countdown.scenario import Countdown
from tuiopt.app.background.jobs import Job
from tuiopt.export.table import Block, Cells, NamedArray, Table, whole


@dataclass(frozen=True, eq=False)
class CountdownTrace:
    """As far as step `solved`."""

    scenario: Countdown
    solved: int

    @property
    def runs(self) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """What each run counts, one row per step."""
        return [np.arange(run.start, -1.0, -1.0) for run in self.scenario.runs]

    @property
    def complete(self) -> bool:
        return self.solved == self.scenario.steps


def run(scenario: Countdown, watch: Callable[[int, int], None]) -> CountdownTrace:
    watch(scenario.steps, scenario.steps)
    return CountdownTrace(scenario, scenario.steps)


def beginning(scenario: Countdown) -> CountdownTrace:
    return CountdownTrace(scenario, 0)


def solve(scenario: Countdown, job: Job[CountdownTrace]) -> CountdownTrace:
    return CountdownTrace(scenario, scenario.steps)


class CountdownTable(Table):
    def __init__(self, trace: CountdownTrace) -> None:
        self.scenario = trace.scenario
        self._runs = trace.runs

    @property
    def columns(self) -> tuple[str, ...]:
        return ("step", "count")

    def column(self, run: int, name: str) -> Cells:
        counts = self._runs[run]
        return np.arange(len(counts)) if name == "step" else counts

    def blocks(self) -> Iterator[Block]:
        for i in range(len(self._runs)):
            yield Block(i, [self.column(i, name) for name in self.columns])

    def arrays(self) -> Iterator[NamedArray]:
        yield whole("count", np.concatenate(self._runs))


def summary(trace: CountdownTrace, threshold: float) -> str:
    return f"{trace.scenario.title}: {len(trace.runs)} runs"
