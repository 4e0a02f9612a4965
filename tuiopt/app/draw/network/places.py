"""Where several maps find room beside each other, and what each has around it."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.app.draw.chart.cells import Codes, put
from tuiopt.app.draw.network.paints import Paints
from tuiopt.app.draw.ticks import Tick, ticks
from tuiopt.app.draw.viewport import Viewport
from tuiopt.scenario.model import Box

LEAST_COLUMNS = 36
"""Columns that each of several maps has; one alone takes what there is."""

LEAST_ROWS = 10
"""Rows that each of two maps above each other has, title and axis included."""

GAP = 2
"""Columns between two maps."""

AXES_COLUMNS = 24
AXES_ROWS = 8
"""Columns and rows from which on a map has axes."""

ROWS_A_TICK = 4
COLUMNS_A_TICK = 10
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of a picture: those of a map's title row, and of the map below it with its axes."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Framed:
    """A map in its place: the title row on top, numbers left of it and below, if there is room."""

    place: Place
    viewport: Viewport
    gutter: int
    ticks: tuple[Tick, ...]

    def inside(self, cells: Codes) -> Codes:
        """The map alone, a view of the cells of the whole picture."""
        top, left = self.place.top + 1, self.place.left + self.gutter
        return cells[top : top + self.viewport.rows, left : left + self.viewport.columns]


def places(count: int, width: int, height: int) -> list[Place]:
    """The places of as many of `count` maps as there is room for, at least of one, row by row.

    Of all ways to place so many the one with the largest maps, a row being two columns.
    """
    most = max((width + GAP) // (LEAST_COLUMNS + GAP), 1)
    choices = [
        ((width + GAP) // across - GAP, height // down, across, down)
        for down in ((1, 2) if height >= 2 * LEAST_ROWS else (1,))
        for across in range(1, min(most, count) + 1)
    ]
    if not choices:
        return []
    columns, rows, across, down = max(
        choices, key=lambda c: (min(c[2] * c[3], count), min(c[0], 2 * c[1]))
    )
    every = [
        Place(column * (columns + GAP), row * rows, columns, rows)
        for row in range(down)
        for column in range(across)
    ]
    return every[:count]


def framed(place: Place, box: Box) -> Framed:
    """A map of a box in its place."""
    width, rows = place.width, max(place.height - 1, 0)
    if width < AXES_COLUMNS or place.height < AXES_ROWS:
        return Framed(place, Viewport(box, width, rows), 0, ())
    rows -= 1
    marks = tuple(ticks(*box[1], _most(rows // ROWS_A_TICK)))
    gutter = max((len(tick.label) for tick in marks), default=0) + 2
    return Framed(place, Viewport(box, width - gutter, rows), gutter, marks)


def put_axes(cells: Codes, paints: Paints, frame: Framed) -> None:
    """Round numbers left of a map and below it."""
    place, viewport, gutter = frame.place, frame.viewport, frame.gutter
    if not gutter:
        return
    look = paints.look
    (left, right), (bottom, top) = viewport.view
    for tick in frame.ticks:
        row = cells[place.top + 1 + viewport.cell(left, tick.value)[1]]
        label = f"{look.text(tick.label)} {look.signs.line}"
        put(row, place.left + gutter - len(label), label, paints.plain)
    row = cells[place.top + 1 + viewport.rows]
    free = place.left
    for tick in ticks(left, right, _most(viewport.columns // COLUMNS_A_TICK)):
        label = look.text(tick.label)
        column = place.left + gutter + viewport.cell(tick.value, top)[0] - len(label) // 2
        begin = min(column, place.left + place.width - len(label))
        if begin >= free:
            put(row, begin, label, paints.plain)
            free = begin + len(label) + 1


def _most(room: int) -> int:
    return min(max(room, 2), MOST_TICKS)
