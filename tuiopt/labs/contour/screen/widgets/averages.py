"""The averages of the selected run's gradient over the steps, one chart for each coordinate."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np

from tuiopt.app.draw.chart.band import draw_band, outline_band
from tuiopt.app.draw.chart.cells import Codes, Inks
from tuiopt.app.draw.chart.legend import Entry, legend
from tuiopt.app.draw.chart.plot import Place, axes, cut, draw, line, marks, points
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.app.widgets.chart import Chart
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.contour.screen.draw.history import Curves
from tuiopt.labs.contour.solve.averages import Average, Kind
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.color import Rgb, mix
from tuiopt.picture.numbers import number
from tuiopt.picture.scale import Scale
from tuiopt.picture.ticks import Tick

BAND = 0.72
"""How far towards the ground the band is."""

RAW = 0.4
"""How far towards the ground the mean before its correction is."""

SAMPLES = 4
"""Gradients that are drawn of the steps of one column of dots."""

APART = 3
"""Columns of dots from one g to the next from which on they are few."""

NOTHING = Scale(-1.0, 1.0)
"""The axis of a chart that shows nothing yet."""

LETTERS: dict[Kind, str] = {"gradient": "+", "mean": ".", "raw": ":", "spread": "#"}
"""What stands for dots where there is no braille."""


class AveragesChart(Chart[ContourTrace]):
    """g as dots, its mean as a line, the mean before its correction dotted, ±√ŝ as a band."""

    def __init__(self, axis: Literal["x", "y"], **options: Any) -> None:
        super().__init__(**options)
        self.axis = axis

    def chart(
        self, inks: Inks, trace: ContourTrace, cursor: int, place: Place, steps: Steps
    ) -> list[Row]:
        look, run, slot = inks.look, trace.runs[self.selected], self.slots[self.selected]
        color = look.palette.runs[slot]
        key = (trace, run, steps.window)
        curves = self.kept("curves", key, lambda: Curves(trace, run, self.axis, steps.window))
        scale = curves.scale(cursor)
        empty, drawn = self.kept(
            "drawn",
            (inks, curves, place, steps, scale, color),
            lambda: _draw(inks, curves, place, steps, scale, color),
        )
        line_ink = ord(look.signs.vertical) + inks.ink(look.palette.faint)
        cells = cut(place, empty, drawn, steps.column(cursor) // DOTS_X, line_ink)
        values = curves.at(run.at(cursor))
        column = steps.column(run.at(cursor)) // DOTS_X
        dot = LETTERS["gradient"] if look.signs.ascii_only else "•"
        # Where there is no mean, the run's sign is at g.
        heads: list[tuple[Kind, str, int]] = [
            ("gradient", dot, inks.ink(look.palette.bright, bold=True)),
            (curves.main, look.signs.runs[slot], inks.ink(color, bold=True)),
        ]
        for kind, sign, ink in heads:
            if not math.isnan(values[kind]):
                row = (scale or NOTHING).row(values[kind], place.down) // DOTS_Y
                place.inside(cells)[row, column] = ord(sign) + ink
        entries = [_entry(look, found, values[found.kind], color) for found in curves.found]
        title = legend(look, place.width, f"Averages, {self.axis}", entries)
        return [title, *inks.rows(cells)]


def _entry(look: Look, average: Average, value: float, color: Rgb) -> Entry:
    palette, signs = look.palette, look.signs
    swatch, ink = {
        "gradient": ("•", palette.bright),
        "mean": (signs.line, color),
        "raw": (signs.dotted, color),
        "spread": ("█", mix(color, palette.bg, BAND)),
    }[average.kind]
    if signs.ascii_only:
        swatch, ink = LETTERS[average.kind], color if average.kind == "spread" else ink
    return Entry(swatch, ink, look.text(average.symbol), look.text(number(value)))


def _draw(
    inks: Inks, curves: Curves, place: Place, steps: Steps, scale: Scale | None, color: Rgb
) -> tuple[Codes, Codes]:
    """The cells without any curve, and with all of them over the whole window."""
    look, palette = inks.look, inks.look.palette
    letters = LETTERS if look.signs.ascii_only else dict.fromkeys(LETTERS, "")
    axis = scale or NOTHING
    empty = axes(inks, place, steps, axis, marks(axis, place) if scale else [Tick(0.0, "0")])
    zero = line(np.full(place.across, axis.row(0.0, place.down)), place.down)
    dash = look.signs.line if look.signs.ascii_only else ""
    draw(place.inside(empty), zero, inks.ink(palette.rule), dash)
    drawn = empty.copy()
    plot = place.inside(drawn)
    ground = mix(color, palette.bg, BAND)
    on = np.zeros((place.rows, place.columns), np.bool_)
    if "spread" in curves.values:
        half = steps.curve(curves.values["spread"])
        if look.fill:
            on = draw_band(plot, half, inks, place, axis, ground)
        else:
            outline_band(plot, half, place, axis, inks.ink(ground), letters["spread"])

    def ink(fg: Rgb) -> Codes:
        return np.where(on, inks.ink(fg, ground), inks.ink(fg)).astype(np.uint32)

    draw(plot, zero, ink(palette.faint), dash)
    if "raw" in curves.values:
        rows = axis.rows(steps.curve(curves.values["raw"]), place.down)
        columns = np.arange(0, place.across, DOTS_X)
        dots = points(rows[::DOTS_X], columns, place.down, place.across)
        draw(plot, dots, ink(mix(color, palette.bg, RAW)), letters["raw"])
    layers = []
    if "mean" in curves.values:
        rows = axis.rows(steps.curve(curves.values["mean"]), place.down)
        layers.append((line(rows, place.down), color, letters["mean"]))
    at = steps.samples(len(curves.values["gradient"]), SAMPLES)
    rows = axis.rows(curves.values["gradient"][at], place.down)
    dots = points(rows, steps.columns(at), place.down, place.across)
    layers.append((dots, palette.muted if steps.dense else palette.bright, letters["gradient"]))
    # Few dots are seen best over the line, many would hide it.
    few = steps.window * APART <= place.across
    for dots, fg, letter in layers if few else reversed(layers):
        draw(plot, dots, ink(fg), letter)
    return empty, drawn
