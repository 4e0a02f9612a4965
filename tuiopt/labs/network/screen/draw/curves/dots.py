"""The curves of networks over their epochs, in dots."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.chart.plot import dotted, draw, draw_signs, hatch, line
from tuiopt.app.draw.chart.steps import Ints
from tuiopt.app.draw.viewport import DOTS_X
from tuiopt.labs.network.screen.draw.curves.area import Area
from tuiopt.labs.network.screen.draw.curves.history import History
from tuiopt.picture.color import Rgb, mix
from tuiopt.picture.scale import Array

LINE, HATCH = 0.6, 0.75
"""How far towards the ground the losses of batches are: their mean, and from least to largest."""


def put_batches(cells: Codes, area: Area, losses: Array, color: Rgb) -> None:
    """The losses of batches, by the steps of the scenario, behind the curves."""
    look, down = area.inks.look, area.place.down
    plot, letter = area.place.inside(cells), "," if look.signs.ascii_only else ""
    if area.steps.dense:
        low, high = map(area.rows, area.steps.extremes(losses))
        ink = area.inks.ink(mix(color, look.palette.bg, HATCH))
        draw(plot, hatch(high, low, down), ink, letter)
    rows = area.axis.rows(area.steps.curve(area.axis.units(losses), DOTS_X), down)
    draw(plot, line(rows, down), area.inks.ink(mix(color, look.palette.bg, LINE)), letter)


def curves(area: Area, history: History, slots: Sequence[int], selected: int, epoch: int) -> Codes:
    """(rows, columns) of the plot: train as lines, dev dotted, up to an epoch; 0 where is none.

    The selected run is on top; of the others the first ones.
    """
    look, down = area.inks.look, area.place.down
    plot = area.place.inside(area.inks.blank(area.place.height, area.place.width))
    plot[:] = 0
    ends = area.steps.ends(epoch + 1)
    for i in sorted(history.train, key=lambda i: (i == selected, -i)):
        slot = slots[i]
        ink = area.inks.ink(look.palette.runs[slot])
        train, dev = (
            _rows(area, part[i][: len(ends)], ends) for part in (history.train, history.dev)
        )
        if not look.color and i != selected:
            draw_signs(plot, dev, slot, ord(look.signs.hollow[slot]) + ink)
            draw_signs(plot, train, slot, ord(look.signs.runs[slot]) + ink)
        elif look.signs.ascii_only:
            draw(plot, dotted(dev, down), ink, ":")
            draw(plot, line(train, down), ink, ".")
        else:
            draw(plot, line(train, down) | dotted(dev, down), ink)
    return plot


def _rows(area: Area, values: Array, ends: Ints) -> Array:
    through = area.steps.through(area.axis.units(values), ends[: len(values)])
    return area.axis.rows(through, area.place.down)
