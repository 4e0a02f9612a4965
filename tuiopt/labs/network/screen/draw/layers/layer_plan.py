"""What the rows of the layers' panel have room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEAD = 2
"""Rows above the histograms: the title, and which layers the columns are."""

FEW = 2
"""Runs that share whatever room there is; more are shown only where there is plenty."""

BARELY = 2
"""Rows of a histogram below which further runs are left out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How each of the first `runs` is shown: histograms of `tall` rows, and what else there is.

    `air` is an empty row below each, `active` the histograms of the activations, `scales` the
    rows of γ and β, `ticks` the row of the bins' numbers.
    """

    runs: int
    tall: int
    air: bool
    active: bool
    scales: bool
    ticks: bool

    def rows(self, spreads: Sequence[int]) -> int:
        """The rows it takes; `spreads` are the histograms of each run besides the activations'.

        They are those of z, and of z̃ with batch norm, or none where there is no hidden layer.
        """
        shown = spreads[: self.runs]
        histograms = sum(spread + self.active for spread in shown if spread)
        normed = sum(spread > 1 for spread in shown)
        scales = 2 * normed + self.air if self.scales and normed else 0
        ticks = self.ticks and any(shown)
        return HEAD + histograms * (self.tall + self.air) + scales + ticks + self.runs


def _richness() -> list[tuple[int, bool, bool, bool, bool]]:
    """What is given up: the activations, γ and β, the air, then rows of the histograms."""
    rich = [(tall, True, True, True, True) for tall in (5, 4, 3)]
    less = [(3, True, False, True, True), (3, True, False, False, True)]
    flat = [(tall, air, False, False, True) for tall in (2, 1) for air in (True, False)]
    return [*rich, *less, (3, False, False, False, True), *flat, (1, False, False, False, False)]


@lru_cache(maxsize=32)
def plan(height: int, spreads: tuple[int, ...]) -> Plan | None:
    """The richest for the runs in the order in which they matter; None where one is too much."""
    for runs in range(len(spreads), 0, -1):
        for tall, air, active, scales, ticks in _richness():
            found = Plan(runs, tall, air, active, scales, ticks)
            if found.rows(spreads) <= height and (runs <= FEW or tall >= BARELY):
                return found
    return None
