"""The learning rates of the runs that have a schedule, over the steps of the losses above."""

from __future__ import annotations

import math

from tuiopt.app.draw.chart.cells import Codes, Inks
from tuiopt.app.draw.chart.ends import End, put_ends
from tuiopt.app.draw.chart.plot import Place, axes, cut, draw, draw_signs, line
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.line import heading
from tuiopt.app.draw.viewport import DOTS_X
from tuiopt.app.widgets.chart import RunsChart
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.contour.screen.draw.history import Rates
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.numbers import number, setting
from tuiopt.picture.scale import Scale
from tuiopt.picture.ticks import Tick


class RatesChart(RunsChart[ContourTrace]):
    """α_t of every scheduled run that is not hidden, from the least to the largest so far."""

    def chart(
        self, inks: Inks, trace: ContourTrace, cursor: int, place: Place, steps: Steps
    ) -> list[Row]:
        runs = enumerate(trace.scenario.runs)
        shown = tuple(i for i, run in runs if run.rate_changes and i not in self.hidden)
        key = (trace, shown, steps.window)
        rates = self.kept("rates", key, lambda: Rates(trace, shown, steps.window))
        axis = rates.scale(cursor)
        empty, drawn = self.kept(
            "drawn",
            (inks, rates, place, steps, axis, self.selected, self.slots),
            lambda: self._draw(inks, rates, place, steps, axis),
        )
        look = inks.look
        ink = ord(look.signs.vertical) + inks.ink(look.palette.faint)
        cells = cut(place, empty, drawn, steps.column(cursor) // DOTS_X, ink)
        if axis is not None:
            # The selected run first: its sign has to be there.
            now = {i: float(v[cursor]) for i, v in rates.values.items() if cursor < len(v)}
            first = sorted(now, key=lambda i: i != self.selected)
            ends = [self._end(inks, i, now[i], place, axis) for i in first if math.isfinite(now[i])]
            put_ends(cells, place, steps.column(cursor) // DOTS_X, ends, [])
        return [heading(look, place.width, "Learning rate", look.text("α_t")), *inks.rows(cells)]

    def _end(self, inks: Inks, i: int, value: float, place: Place, axis: Scale) -> End:
        """A run's sign and its learning rate at the cursor."""
        look, slot = inks.look, self.slots[i]
        ink = inks.ink(look.palette.runs[slot], bold=True)
        told = look.text(number(value))
        return End(axis.row(value, place.down), value, look.signs.runs[slot], told, "", ink, ink)

    def _draw(
        self, inks: Inks, rates: Rates, place: Place, steps: Steps, axis: Scale | None
    ) -> tuple[Codes, Codes]:
        """The cells without any curve, and with all of them over the whole window."""
        if axis is None:
            empty = axes(inks, place, steps, Scale(0.0, 1.0), [])
            return empty, empty
        look = inks.look
        ends = [Tick(value, setting(value)) for value in (axis.high, axis.low)]
        empty = axes(inks, place, steps, axis, ends)
        drawn = empty.copy()
        plot = place.inside(drawn)
        # The selected run comes last, so it is on top; of the others the first ones.
        for i in sorted(rates.values, key=lambda i: (i == self.selected, -i)):
            slot = self.slots[i]
            rows = axis.rows(steps.curve(rates.values[i], DOTS_X), place.down)
            ink = inks.ink(look.palette.runs[slot])
            if look.color or i == self.selected:
                draw(plot, line(rows, place.down), ink, "." if look.signs.ascii_only else "")
            else:
                draw_signs(plot, rows, slot, ord(look.signs.runs[slot]) + ink)
        return empty, drawn
