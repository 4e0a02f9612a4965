"""Signs and labels at the ends of curves, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tuiopt.app.draw.chart.cells import Codes, put
from tuiopt.app.draw.chart.plot import GUTTER, Place
from tuiopt.app.draw.viewport import DOTS_Y

GAP = 2
"""Cells from a curve's end to its label."""

NAME = 14
"""Cells of a name; longer ones are cut."""

VALUE = 9
"""Cells of a value and the space before it."""


@dataclass(frozen=True, slots=True)
class End:
    """A curve's end at the cursor, in a row of dots. The inks are those of name and value.

    `beyond` is an arrow where the loss is above or below the axis: the sign waits at its edge.
    """

    dot: int
    loss: float
    sign: str
    name: str
    value: str
    ink: int
    value_ink: int
    beyond: str = ""

    @property
    def row(self) -> int:
        return self.dot // DOTS_Y


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a curve stopped, in a cell of the plot; `texts` from long to short."""

    row: int
    column: int
    texts: tuple[str, ...]
    ink: int


def reserve(names: Sequence[str]) -> int:
    """Columns that labels with these names take right of a plot."""
    return GAP + 1 + max(map(cell_len, names))


def put_ends(
    cells: Codes, place: Place, column: int, ends: Sequence[End], stops: Sequence[Stop]
) -> None:
    """Writes signs into the cursor's column and labels beside it, the most important end first.

    Of signs in one row the first end's is shown, else that of the label there. Labels stand right
    of the cursor, or left of it where only there is room, in the order of their curves; one that
    is not beside its sign repeats it. Values come where there is room for all.
    """
    taken: list[tuple[int, int, int]] = []
    owners: dict[int, End] = {}
    ranked = sorted(ends[: place.rows], key=lambda end: (end.dot, -end.loss * bool(end.beyond)))
    placed = list(zip(ranked, spread([end.dot for end in ranked], place.rows), strict=True))
    at_home = (end for end, row in placed if row == end.row)
    for end in (*ends[:1], *at_home, *ranked):
        if owners.setdefault(end.row, end) is end:
            sign = end.sign + end.beyond
            put(cells[end.row], GUTTER + column, sign, end.ink)
            taken.append((end.row, GUTTER + column, GUTTER + column + len(sign)))
    longest = max((cell_len(end.name) for end in ends), default=0) + GAP
    left, right = GUTTER + column - 1, GUTTER + column + GAP
    fits = right + longest <= place.width
    valued = fits and right + longest + VALUE <= place.width
    for end, row in placed:
        # At the left a label covers curves: only where enough of them is left.
        if not (fits or column >= 2 * longest):
            continue
        at = owners.get(row)
        name = end.name if at is end else f"{end.sign} {end.name}"
        arrow = len(at.beyond) if at is not None else 0
        first = min(right + arrow, max(place.width - cell_len(name), right))
        begin = first if fits else left - cell_len(name)
        put(cells[row], begin - 1, f" {name} ", end.ink)
        after = begin + cell_len(name)
        if valued:
            put(cells[row], after + 1, end.value, end.value_ink)
            after += 1 + cell_len(end.value)
        taken.append((row, begin, after))
    for stop in stops:
        _put_stop(cells, place, stop, taken)


def _put_stop(cells: Codes, place: Place, stop: Stop, taken: list[tuple[int, int, int]]) -> None:
    """Writes the longest text that fits behind the stop, else the shortest, to end at the edge."""
    begin = GUTTER + stop.column + GAP
    text = next((t for t in stop.texts if begin + cell_len(t) <= place.width), stop.texts[-1])
    begin = min(begin, place.width - cell_len(text))
    after = begin + cell_len(text)
    for row in sorted(range(place.rows), key=lambda row: abs(row - stop.row)):
        if all(row != r or after < a or b < begin for r, a, b in taken):
            put(cells[row], begin, text, stop.ink)
            taken.append((row, begin, after))
            return


def spread(dots: Sequence[int], height: int) -> list[int]:
    """A row of its own for each row of dots, from the top, as near as possible in the same order.

    There are at most `height` of them.
    """
    rows: list[int] = []
    for dot in dots:
        rows.append(max(dot // DOTS_Y, rows[-1] + 1 if rows else 0))
    limit = height
    for i in reversed(range(len(rows))):
        rows[i] = limit = min(rows[i], limit - 1)
    return rows
