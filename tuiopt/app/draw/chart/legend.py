"""A heading whose facts are a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.picture.color import Rgb

GAP = 2
"""Cells before an entry."""

RULE = 4
"""Cells of the heading between its title and its legend, at least."""

VALUE = 10
"""Cells of a value with the space before it: always as many, so that nothing jumps."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a curve looks, what it is, and what it is now."""

    swatch: str
    color: Rgb
    symbol: str
    value: str

    def length(self, *, valued: bool) -> int:
        """Cells with the gap before."""
        return GAP + cell_len(self.swatch) + 1 + cell_len(self.symbol) + VALUE * valued


def legend(look: Look, width: int, title: str, entries: Sequence[Entry]) -> Strip:
    """A panel's title row with entries at the right: without values where these have no room, and
    then only the first ones."""
    room = width - cell_len(title) - RULE
    valued = sum(entry.length(valued=True) for entry in entries) <= room
    line = Line(look, max(room, 0))
    for entry in entries:
        if line.used + entry.length(valued=valued) > room:
            break
        line.put(f"{' ' * GAP}{entry.swatch} ", entry.color).put(entry.symbol, look.palette.text)
        if valued:
            line.put(entry.value.rjust(VALUE), look.palette.text)
    line.width = line.used
    return Strip.join([heading(look, width - line.used, title), line.strip()])
