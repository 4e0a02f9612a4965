"""The horizontal axis of a chart of networks: steps, in whole epochs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tuiopt.app.draw.chart.steps import Array, Ints, Steps
from tuiopt.picture.ticks import Tick, ticks


@dataclass(frozen=True, slots=True, eq=False)
class Epochs(Steps):
    """`starts` are the steps before each epoch of all, of which the first `epochs` are shown."""

    starts: Sequence[int]
    epochs: int

    def ticks(self, most: int) -> list[Tick]:
        """At most so many ends of epochs, with the epochs' numbers."""
        marks = ticks(0, self.epochs, min(most, self.epochs + 1))
        return [Tick(self.starts[round(mark.value)], mark.label) for mark in marks]

    def complete(self, step: int) -> int:
        """The epochs that are complete after a step."""
        return bisect_right(self.starts, step) - 1

    def ends(self, count: int) -> Ints:
        """(count,): the columns of dots in which epochs 0, 1, ... end."""
        return self.columns(np.array(self.starts[:count]))

    def through(self, values: Array, ends: Ints) -> Array:
        """(across,): a line through values at the ends of epochs 0, 1, ..., NaN behind their end.

        Epochs that end in one column of dots have their mean there.
        """
        begins = np.concatenate(([0], np.flatnonzero(ends[1:] != ends[:-1]) + 1))
        counts = np.concatenate((begins[1:], [len(ends)])) - begins
        means = np.add.reduceat(values, begins) / counts
        curve: Array = np.interp(np.arange(self.across), ends[begins], means, right=np.nan)
        return curve
