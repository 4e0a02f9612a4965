"""The horizontal axis of a chart: steps on columns of dots, of which each may stand for many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.picture.ticks import Tick, ticks

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FIRST_WINDOW = 25
"""Steps that a chart shows at first; they double when the cursor gets there."""

NEARLY_ALL = 1.25
"""A window that lacks no more than this factor to the scenario's steps shows all of them."""


def window(cursor: int, steps: int) -> int:
    """How many steps a chart shows with the cursor at a step, of so many in all: at least 1."""
    size = FIRST_WINDOW
    while size < cursor:
        size *= 2
    return size if steps > NEARLY_ALL * size else max(steps, 1)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps 0 to `window` on `across` columns of dots, at least 2."""

    window: int
    across: int

    @property
    def dense(self) -> bool:
        """Whether columns stand for more than one step."""
        return self.window > self.across - 1

    def ticks(self, most: int) -> list[Tick]:
        """At most so many steps, at least 2, with their labels."""
        # There is nothing between two steps.
        return ticks(0, self.window, min(most, self.window + 1))

    def column(self, step: int) -> int:
        return step * (self.across - 1) // self.window

    def columns(self, steps: Ints) -> Ints:
        """The columns of many steps."""
        return steps * (self.across - 1) // self.window

    def samples(self, count: int, most: int) -> Ints:
        """Of the first `count` steps, in order, about `most` of each column, or all."""
        every = max(self.window // (self.across * most), 1)
        return np.arange(0, count, every)

    def firsts(self, count: int) -> Ints:
        """The first step of each column, as far as there are steps, of which there are `count`."""
        firsts = -(-np.arange(self.across) * self.window // (self.across - 1))
        return firsts[firsts < count]

    def curve(self, values: Array, together: int = 1) -> Array:
        """(across,): a line through values of steps 0, 1, ..., NaN behind their end.

        A value between two steps is on the line between theirs; where columns stand for many steps,
        so many columns `together` have the mean of their steps.
        """
        if not self.dense:
            at = np.arange(self.across) * self.window / (self.across - 1)
            return np.interp(at, np.arange(len(values)), values, right=np.nan)
        firsts = self.firsts(len(values))[::together]
        known = np.isfinite(values)
        with np.errstate(over="ignore", invalid="ignore"):
            sums = np.add.reduceat(np.where(known, values, 0.0), firsts)
            means = sums / np.add.reduceat(known.astype(np.float64), firsts)
        return self._filled(np.repeat(means, together)[: self.across])

    def extremes(self, values: Array) -> tuple[Array, Array]:
        """(across,) twice: the least and the largest value of each column, NaN where is none."""
        firsts = self.firsts(len(values))
        low, high = np.fmin.reduceat(values, firsts), np.fmax.reduceat(values, firsts)
        return self._filled(low), self._filled(high)

    def _filled(self, values: Array) -> Array:
        return np.concatenate((values, np.full(self.across - len(values), np.nan)))
