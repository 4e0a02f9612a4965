"""The runs of a race in one line."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.one_line import OneLine
from tuiopt.app.widgets.run_rows import roundings, widest
from tuiopt.labs.contour.solve.standing import standings
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.solving.standing import Standing


class RunsLine(OneLine[ContourTrace]):
    """The losses."""

    NUMBER = 9

    def unit(self, trace: ContourTrace) -> str:
        return "loss"

    def standings(self, trace: ContourTrace) -> Sequence[Standing]:
        return standings(trace, self.cursor)

    def number(self, look: Look, trace: ContourTrace, i: int, room: int) -> str:
        run = trace.runs[i]
        return widest(look, roundings(float(run.column("loss")[run.at(self.cursor)])), room)
