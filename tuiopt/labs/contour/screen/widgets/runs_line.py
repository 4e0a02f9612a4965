"""The runs of a race in one line."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.one_line import OneLine
from tuiopt.app.widgets.run_rows import roundings, widest
from tuiopt.labs.contour.solve.standing import Standing, standings
from tuiopt.labs.contour.solve.trace import Trace


class RunsLine(OneLine[Trace]):
    """The losses."""

    NUMBER = 9

    def unit(self, trace: Trace) -> str:
        return "loss"

    def standings(self, trace: Trace) -> Sequence[Standing]:
        return standings(trace, self.cursor)

    def number(self, look: Look, trace: Trace, i: int, room: int) -> str:
        run = trace.runs[i]
        return widest(look, roundings(float(run.column("loss")[run.at(self.cursor)])), room)
