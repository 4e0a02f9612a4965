"""The losses of all runs over the steps."""

from __future__ import annotations

from tuiopt.app.draw.chart.cells import Codes, Inks
from tuiopt.app.draw.chart.ends import NAME, End, Stop, put_ends
from tuiopt.app.draw.chart.plot import (
    Place,
    axes,
    cut,
    dashes,
    draw,
    draw_signs,
    hatch,
    line,
    marks,
    rough,
)
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.line import heading
from tuiopt.app.draw.text import shortened
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.app.widgets.chart import RunsChart
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.contour.screen.draw.history import Losses
from tuiopt.labs.contour.solve.trace import Array, ContourTrace
from tuiopt.picture.color import mix
from tuiopt.picture.numbers import number
from tuiopt.picture.scale import Scale
from tuiopt_kernels.drivers import LOSS

HEADING = 8
"""Cells of the heading besides its facts."""

MANY = 4
"""Steps of a column from which on a rough curve is noise; of fewer every swing is to be seen."""

HATCH = 0.55
"""How far towards the ground the hatch is."""


class LossChart(RunsChart[ContourTrace]):
    """Every run that is not hidden, its sign, name and loss at its end.

    Where a column stands for many steps a curve is their mean, on a logarithmic axis the geometric
    one, and the selected run has a hatch from the least to the largest.
    """

    def chart(
        self, inks: Inks, trace: ContourTrace, cursor: int, place: Place, steps: Steps
    ) -> list[Row]:
        shown = tuple(i for i in range(len(trace.runs)) if i not in self.hidden)
        key = (trace, shown, steps.window)
        losses = self.kept("losses", key, lambda: Losses(trace, shown, steps.window))
        axis = losses.scale(cursor)
        empty, drawn = self.kept(
            "drawn",
            (inks, losses, place, steps, axis, self.selected, self.slots),
            lambda: self._draw(inks, losses, place, steps, axis),
        )
        column = steps.column(cursor) // DOTS_X
        palette, signs = inks.look.palette, inks.look.signs
        cells = cut(place, empty, drawn, column, ord(signs.vertical) + inks.ink(palette.faint))
        facts = ""
        if axis is not None:
            # The selected run first: its sign and its label have to be there.
            runs = [(i, trace.runs[i]) for i in sorted(shown, key=lambda i: i != self.selected)]
            values = {i: float(run.rows[run.at(cursor), LOSS]) for i, run in runs}
            self._put_ends(cells, inks, trace, cursor, values, place, steps, axis)
            facts = _facts(axis, steps, min(values.values()), place.width)
        title = heading(inks.look, place.width, "Loss", facts)
        return [title, *inks.rows(cells)]

    def _draw(
        self, inks: Inks, losses: Losses, place: Place, steps: Steps, axis: Scale | None
    ) -> tuple[Codes, Codes]:
        """The cells without any curve, and with all of them over the whole window."""
        if axis is None:
            empty = axes(inks, place, steps, Scale(0.0, 1.0), [])
            return empty, empty
        look = inks.look
        letter = "." if look.signs.ascii_only else ""
        empty = axes(inks, place, steps, axis, marks(axis, place))
        drawn = empty.copy()
        plot = place.inside(drawn)
        colors = [look.palette.runs[slot] for slot in self.slots]
        if steps.dense and self.selected in losses.values:
            low, high = (axis.units(v) for v in steps.extremes(losses.values[self.selected]))
            dots = hatch(axis.rows(high, place.down), axis.rows(low, place.down), place.down)
            ink = inks.ink(mix(colors[self.selected], look.palette.bg, HATCH))
            draw(plot, dots, ink, letter)
        # The selected run comes last, so it is on top; of the others the first ones.
        for i in sorted(losses.values, key=lambda i: (i == self.selected, -i)):
            rows = axis.rows(self._curve(losses, i, steps, axis), place.down)
            ink = inks.ink(colors[i])
            noise = DOTS_X * steps.window >= MANY * steps.across and rough(rows)
            if look.color or i == self.selected:
                # Rough runs would smear: of these only the selected one is a connected line.
                connect = dashes if i != self.selected and noise else line
                draw(plot, connect(rows, place.down), ink, letter)
            else:
                draw_signs(plot, rows, self.slots[i], ord(look.signs.runs[self.slots[i]]) + ink)
        return empty, drawn

    def _curve(self, losses: Losses, i: int, steps: Steps, axis: Scale) -> Array:
        key = (losses, steps, axis.log)
        values = losses.values[i]
        return self.kept(f"curve {i}", key, lambda: steps.curve(axis.units(values), DOTS_X))

    def _put_ends(
        self,
        cells: Codes,
        inks: Inks,
        trace: ContourTrace,
        cursor: int,
        values: dict[int, float],
        place: Place,
        steps: Steps,
        axis: Scale,
    ) -> None:
        """Signs, names and the values at the cursor, or where and when a run diverged."""
        look, palette = inks.look, inks.look.palette
        ends, stops = [], []
        for i, value in values.items():
            run = trace.runs[i]
            dot = axis.row(value, place.down)
            sign = look.signs.runs[self.slots[i]]
            ink = inks.ink(palette.runs[self.slots[i]], bold=True)
            if run.diverged is not None and cursor >= run.diverged.step:
                at = run.diverged.step
                texts = (f"{sign} ✗ diverged at {at}", f"{sign} ✗ {at}")
                column = steps.column(run.last) // DOTS_X
                stops.append(Stop(dot // DOTS_Y, column, tuple(map(look.text, texts)), ink))
            else:
                name = look.text(shortened(run.setup.label, NAME))
                text = look.text(number(value))
                value_ink = inks.ink(palette.text, bold=i == self.selected)
                beyond = look.text(_beyond(axis, value))
                ends.append(End(dot, value, sign, name, text, ink, value_ink, beyond))
        put_ends(cells, place, steps.column(cursor) // DOTS_X, ends, stops)


def _beyond(axis: Scale, value: float) -> str:
    """An arrow towards a value that the axis does not reach."""
    return "↑" if value > axis.high else "↓" if value < axis.low else ""


def _facts(axis: Scale, steps: Steps, lowest: float, width: int) -> str:
    """What there is to know about the axes, as far as a heading of that width has room for it."""
    kind = "log scale" if axis.log else "linear scale"
    cut = f"{kind}, lower cut off" if axis.log and lowest < axis.low else kind
    every = round(DOTS_X * steps.window / steps.across)
    full = f"mean of {every} steps, {cut}" if steps.dense else cut
    return next((facts for facts in (full, cut) if len(facts) <= width - HEADING), kind)
