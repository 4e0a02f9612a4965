"""What stands around a map of the plane: its title row, and round numbers left of it and below."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.app.draw.chart.cells import Codes, put
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.network.screen.draw.maps.paints import Paints
from tuiopt.labs.network.screen.draw.maps.places import Place
from tuiopt.picture.ticks import Tick, ticks
from tuiopt.scenario.model import Box

AXES_COLUMNS = 24
AXES_ROWS = 8
"""Columns and rows from which on a map has axes."""

ROWS_A_TICK = 3
COLUMNS_A_TICK = 8
MOST_TICKS = 8


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
    (left, right), (_, top) = viewport.view
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
