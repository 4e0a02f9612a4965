"""What is to be seen of the networks at a step, and whether it takes longer than a frame has."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.labs.network.solve.regions import Regions, Window, regions
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.view import View, effort, view

AT_ONCE = 10_000_000
"""What may take up to so much, about in nanoseconds, is made while a key waits."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen: all runs at a step, a batch cut down or not, in which mode.

    `windows` has those runs that have maps, and what these show.
    """

    trace: NetworkTrace
    cursor: int
    training: bool
    size: int | None
    windows: tuple[tuple[int, Window], ...]

    def quick(self, before: Seen | None) -> bool:
        """Whether all of it that has not been seen before can be made at once."""
        taken = 0
        if not self._views(before):
            taken += sum(effort(run, self.cursor, self.size) for run in self.trace.runs)
        for i, window in self.windows:
            if self._regions(before, i, window) is None:
                run = self.trace.runs[i]
                taken += window.effort(run.stage(run.at(self.cursor)).network)
        return taken <= AT_ONCE

    def seen(self, before: Seen | None) -> Seen:
        """Makes what has not been seen before."""
        views = self._views(before) or self.views()
        made = (
            self._regions(before, i, window) or regions(window, views[i].state)
            for i, window in self.windows
        )
        return Seen(self, views, tuple(made))

    def views(self) -> tuple[View, ...]:
        """One a run."""
        return tuple(
            view(run, self.cursor, training=self.training, size=self.size)
            for run in self.trace.runs
        )

    def _views(self, before: Seen | None) -> tuple[View, ...]:
        """What was seen of the same trace, step and batch."""
        if before is None:
            return ()
        was = before.sight
        same = self.trace is was.trace and self.cursor == was.cursor
        same = same and (self.training, self.size) == (was.training, was.size)
        return before.views if same else ()

    def _regions(self, before: Seen | None, i: int, window: Window) -> Regions | None:
        """What was seen of a run's network in the same window."""
        if before is None or (i, window) not in before.sight.windows:
            return None
        run, was = self.trace.runs[i], before.views[i]
        if run is not was.run or run.at(self.cursor) != was.step:
            return None
        return before.regions[before.sight.windows.index((i, window))]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A view of every run, and the regions in the windows; without any where that failed."""

    sight: Sight
    views: tuple[View, ...] = ()
    regions: tuple[Regions, ...] = ()
