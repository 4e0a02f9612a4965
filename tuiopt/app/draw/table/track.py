"""Steps and columns of the timeline's track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue's number on the track: its first column, the number, the cue's step."""

    column: int
    text: str
    step: int

    @property
    def end(self) -> int:
        """The column after the number."""
        return self.column + len(self.text)


@dataclass(frozen=True, slots=True)
class Track:
    """`length` cells for the steps 0 to `steps`, along which a chip of up to `chip` cells moves.

    The chip is wholly on the track at both ends, so a step's column is that of the chip's middle.
    """

    length: int
    steps: int
    chip: int

    def column(self, step: int) -> int:
        """Where a step is."""
        return self.chip // 2 + round(step / self.steps * (self.length - self.chip))

    def step(self, column: int) -> int:
        """The step at a column, the first or the last one for columns beyond."""
        way = self.length - self.chip
        part = (column - self.chip // 2) / way if way else 0.0
        return round(min(max(part, 0.0), 1.0) * self.steps)

    def chip_at(self, step: int, cells: int) -> int:
        """The first column of a chip of so many cells."""
        return min(max(self.column(step) - cells // 2, 0), max(self.length - cells, 0))


@lru_cache(maxsize=8)
def marks(track: Track, cues: tuple[int, ...]) -> tuple[Mark, ...]:
    """The numbers 1, 2, ... of cues at these steps, with a cell between neighbours.

    Where cues are close together later ones are moved to the right, and at the right end back to
    the left; those for which there is no room at all are left out.
    """
    texts = [str(i) for i in range(1, len(cues) + 1)]
    columns = [track.column(step) for step in cues]
    _push(columns, texts)
    end = track.length
    for i in reversed(range(len(texts))):
        columns[i] = min(columns[i], end - len(texts[i]))
        end = columns[i] - 1
    placed = zip(columns, texts, cues, strict=True)
    return tuple(Mark(*mark) for mark in placed if mark[0] >= 0)


def _push(columns: list[int], texts: Sequence[str]) -> None:
    """Moves numbers to the right until none touches the one before."""
    free = 0
    for i, text in enumerate(texts):
        columns[i] = max(columns[i], free)
        free = columns[i] + len(text) + 1
