"""Which layers the columns of a panel are, and how wide these are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

NUMBERS = 8
"""Cells of the numbers beside a histogram, "σ 0.0389"."""

VALUE = 6
"""Cells of a number without its letter."""

LEAST = 9
"""Cells of a histogram with numbers beside it, at least."""

MOST = 41
"""Cells of a histogram; wider ones would say no more."""

NARROW = 14
"""Cells of a column without numbers beside its histograms, at least."""

NAMES = ((150, 20), (84, 11), (0, 5))
"""(columns, cells) from which on there is so much room for the names of the rows."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of `each` cells from `begin` on, for the layers `first`, ..., from 1.

    A column is a histogram, `plot` cells, and numbers beside it if they are `numbered`; bars are
    `bar` cells long.
    """

    begin: int
    each: int
    first: int
    count: int
    plot: int
    bar: int
    numbered: bool

    @property
    def layers(self) -> range:
        return range(self.first, self.first + self.count)

    def at(self, layer: int) -> int:
        """The cell where the column of a layer begins."""
        return self.begin + (layer - self.first) * self.each


@lru_cache(maxsize=32)
def columns(width: int, layers: int, layer: int) -> Columns:
    """For a panel of that width: all layers, or as many as it holds around the selected one.

    With numbers beside the histograms if two columns have room for them.
    """
    begin = next(cells for least, cells in NAMES if width >= least)
    room = width - begin
    with_numbers = LEAST + 1 + NUMBERS + 1
    fit = (room + 1) // with_numbers
    numbered = fit >= min(layers, 2)
    if not numbered:
        fit = max((room + 1) // NARROW, 1)
    count = min(layers, fit)
    each = (room + 1) // count
    beside = NUMBERS + 2 if numbered else 1
    plot = max(min(each - beside, MOST), 1)
    each = min(each, plot + beside + 3)
    bar = plot if numbered else max(plot - VALUE - 1, 0)
    # A bin in the middle: where all values are nearly 0 there is one peak, not half of two.
    plot -= plot % 2 == 0 and plot > 1
    first = min(max(layer - count // 2, 1), layers - count + 1)
    return Columns(begin, each, first, count, plot, bar, numbered)
