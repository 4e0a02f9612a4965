"""Views of the networks at a step, and whether they take longer than a frame has."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.view import View, effort, view

AT_ONCE = 10_000_000
"""Up to so much, about in nanoseconds, networks are trained again while a key waits."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen: all runs at a step, a batch cut down or not, in which mode."""

    trace: NetworkTrace
    cursor: int
    training: bool
    size: int | None

    @property
    def quick(self) -> bool:
        return effort(self.trace, self.cursor) <= AT_ONCE

    def views(self) -> tuple[View, ...]:
        """One a run."""
        return tuple(
            view(run, self.cursor, training=self.training, size=self.size)
            for run in self.trace.runs
        )
