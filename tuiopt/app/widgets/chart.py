"""What the charts have in common: steps to the right, up to the cursor, and what stays is kept."""

from __future__ import annotations

from typing import TypeVar

from textual.reactive import reactive

from tuiopt.app.draw.chart.along import along
from tuiopt.app.draw.chart.cells import Inks
from tuiopt.app.draw.chart.ends import NAME, reserve
from tuiopt.app.draw.chart.plot import Place
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.widgets.kept import KeptRows
from tuiopt.app.widgets.rows import Row
from tuiopt.app.widgets.staged import Staged
from tuiopt.session.playback import Solving

S = TypeVar("S", bound=Solving)

RESERVE_FROM = 40
"""Columns from which on there is room for names beside the plot of runs."""

RATE = "0.001234"
"""A learning rate as long as any."""

LEAST_COLUMNS = 8
LEAST_ROWS = 2


class Chart(KeptRows, Staged[S]):
    """Nothing beyond the cursor is shown, nor does anything depend on it.

    What depends on the trace and the window is made once for them, what depends on the vertical
    axis once for each axis; a frame cuts that at the cursor.
    """

    cursor: reactive[int] = reactive(0, repaint=False)

    def watch_scene(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Row]:
        trace = self.trace
        if trace is None:
            return []
        place = Place(width, height - 1, self.reserve(look, trace, width))
        if place.columns < LEAST_COLUMNS or place.rows < LEAST_ROWS:
            return []
        cursor = min(self.cursor, trace.solved)
        steps = along(trace.scenario, cursor, place.across)
        inks = self.kept("inks", (look,), lambda: Inks(look))
        return self.chart(inks, trace, cursor, place, steps)

    def reserve(self, look: Look, trace: S, width: int) -> int:
        """Columns at the right that the plot leaves free."""
        return 0

    def chart(self, inks: Inks, trace: S, cursor: int, place: Place, steps: Steps) -> list[Row]:
        """The heading, and the plot with its axes."""
        raise NotImplementedError


class RunsChart(Chart[S]):
    """A curve of every run that is not hidden; all such charts have the same columns."""

    def reserve(self, look: Look, trace: S, width: int) -> int:
        names = [look.text(shortened(run.setup.label, NAME)) for run in trace.runs]
        if any(run.rate_changes for run in trace.scenario.runs):
            names.append(RATE)
        return reserve(names) if width >= RESERVE_FROM else 0
