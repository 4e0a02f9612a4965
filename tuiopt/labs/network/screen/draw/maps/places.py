"""Where several maps find room beside each other."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_COLUMNS = 22
"""Columns that each of several maps has; one alone takes what there is."""

LEAST_ROWS = 10
"""Rows that each of two maps above each other has, title and axis included."""

GAP = 2
"""Columns between two maps, at least."""


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of a picture: those of a map's title row, and of the map below it with its axes."""

    left: int
    top: int
    width: int
    height: int


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
    lefts = [_begin(i, across, columns, width) for i in range(across)]
    tops = [_begin(i, down, rows, height) for i in range(down)]
    return [Place(left, top, columns, rows) for top in tops for left in lefts][:count]


def _begin(number: int, of: int, size: int, room: int) -> int:
    """Of one of some alike, the first at the beginning of a room, the last at its end."""
    return number * (room - size) // (of - 1) if of > 1 else 0
