"""The axes of the map: round numbers along its left and under it."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.widgets.rows import Rows
from tuiopt.picture.numbers import number, setting
from tuiopt.picture.ticks import ticks
from tuiopt.scenario.model import Box, Point

GUTTER = 6
"""Cells of the axis at the left."""

ROWS_A_TICK = 2
"""Rows of the map for each tick of y, at least."""

COLUMNS_A_TICK = 10
"""Columns of the map for each tick of x, at least."""

MOST_TICKS = 8
"""Ticks that a large map has; more would say no more."""


class Axis(Rows):
    """Shows the view's numbers, and those of the cross-hair reversed."""

    view: reactive[Box | None] = reactive(None, repaint=False)
    cross: reactive[Point | None] = reactive(None, repaint=False)


class AxisY(Axis):
    """The rows beside the map."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.view is None:
            return []
        x, (bottom, top) = self.view
        viewport = Viewport(self.view, 1, height)
        lines = [Line(look, width) for _ in range(height)]
        chip = None
        if self.cross is not None:
            _, chip, inside = viewport.cell(x[0], self.cross[1])
            chip = chip if inside else None
        for tick in ticks(bottom, top, _most(height // ROWS_A_TICK)):
            row = viewport.cell(x[0], tick.value)[1]
            if row != chip and not lines[row].used:
                lines[row] = _tick(look, width, tick.label)
        if chip is not None and self.cross is not None:
            palette = look.palette
            text = f"{_short(self.cross[1], width):>{width}}"
            lines[chip].put(text, palette.bg, bg=palette.bright, bold=True)
        return [line.strip() for line in lines]


def _most(room: int) -> int:
    return min(max(room, 2), MOST_TICKS)


def _tick(look: Look, width: int, label: str) -> Line:
    """A number and a dash to the map; a long number has no dash, or no zero before its point."""
    label = look.text(label)
    dash = look.signs.line
    choices = (f"{label} {dash}", f"{label}{dash}", label, label.replace("0.", ".", 1))
    text = next((choice for choice in choices if len(choice) <= width), "")
    return Line(look, width).right(text, look.palette.muted, bold=look.palette.heavy)


def _short(value: float, width: int) -> str:
    """A number in so few cells, with fewer digits where four are too many."""
    rounded = (setting(float(f"{value:.{digits}g}")) for digits in (3, 2, 1))
    return next((text for text in (number(value), *rounded) if len(text) <= width), "")


class AxisX(Axis):
    """The row under the map, with the gutter at its left."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        columns = width - GUTTER
        if self.view is None or columns < 1:
            return []
        palette = look.palette
        (left, right), y = self.view
        viewport = Viewport(self.view, columns, 1)
        labels: list[tuple[int, str, bool]] = []
        if self.cross is not None:
            column, _, inside = viewport.cell(self.cross[0], y[1])
            if inside:
                labels.append(_centred(f" {number(self.cross[0])} ", column, width, chip=True))
        for tick in ticks(left, right, _most(columns // COLUMNS_A_TICK)):
            column = viewport.cell(tick.value, y[1])[0]
            label = _centred(look.text(tick.label), column, width, chip=False)
            if all(label[0] > at + len(t) or label[0] + len(label[1]) < at for at, t, _ in labels):
                labels.append(label)
        line = Line(look, width)
        for at, text, chip in sorted(labels):
            line.to(at)
            if chip:
                line.put(text, palette.bg, bg=palette.bright, bold=True)
            else:
                line.put(text, palette.muted, bold=look.palette.heavy)
        return [line.strip()]


def _centred(text: str, column: int, width: int, *, chip: bool) -> tuple[int, str, bool]:
    """A label under a column of the map, wholly on the row: first cell, text, reversed."""
    at = GUTTER + column - len(text) // 2
    return min(max(at, 0), max(width - len(text), 0)), text, chip
