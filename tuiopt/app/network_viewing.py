"""Views of the networks at a step, by a thread where they take longer than a frame has."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from tuiopt.labs.network.trace import NetworkTrace
from tuiopt.labs.network.view import View, effort, view

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


class Viewer:
    """Makes one sight's views at a time; what is asked for meanwhile is left to whoever asked.

    `deliver` is called from the thread.
    """

    def __init__(self, deliver: Callable[[Sight, tuple[View, ...]], None]) -> None:
        self._deliver = deliver
        self.busy = False

    def ask(self, sight: Sight) -> None:
        """Begins with a sight unless another one is being made; `deliver` comes when it is done."""
        if not self.busy:
            self.busy = True
            threading.Thread(target=self._work, args=(sight,), daemon=True).start()

    def _work(self, sight: Sight) -> None:
        try:
            views = sight.views()
        finally:
            self.busy = False
        self._deliver(sight, views)
