"""The parts of a card, one under the other in the rows that there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.strip import Strip

LEAST = 2
"""Rows of a table: its head, and the row that matters."""

BREATHING = 4
"""Rows that a table has before there is an empty row between parts."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that are shown all or not at all; those with the highest `rank` are the first to go.

    One that is not `apart` has no empty row above it.
    """

    rank: int
    rows: Sequence[Strip]
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Takes the rows that are left: `make` gets their number, at least `LEAST`, at most `most`."""

    rank: int
    make: Callable[[int], Sequence[Strip]]
    most: int
    apart: bool = True


def arranged(sections: Sequence[Section | Table], empty: Strip, room: int) -> list[Strip]:
    """All that fits into `room` rows, in its order; if there is enough, with air between."""
    kept = [section for section in sections if not isinstance(section, Section) or section.rows]
    while len(kept) > 1 and sum(map(_least, kept)) > room:
        kept.remove(max(kept, key=lambda section: section.rank))
    spare = room - sum(map(_least, kept))
    gaps = sum(section.apart for section in kept[1:])
    tables = any(isinstance(section, Table) for section in kept)
    air = spare >= gaps + (BREATHING - LEAST if tables else 0)
    spare -= gaps if air else 0
    strips: list[Strip] = []
    for i, section in enumerate(kept):
        if air and i and section.apart:
            strips.append(empty)
        if isinstance(section, Table):
            strips += section.make(min(LEAST + spare, section.most))
        else:
            strips += section.rows
    return strips[: max(room, 0)]


def _least(section: Section | Table) -> int:
    return LEAST if isinstance(section, Table) else len(section.rows)
