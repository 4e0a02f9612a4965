"""A mean and a deviation in few cells, and the scale of gradients' norms."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tuiopt.labs.network.screen.draw.layers.layer_columns import VALUE
from tuiopt.picture.numbers import MINUS, fitted

DIGITS = 3
"""Significant digits of a deviation."""

DECADES = 3
"""Powers of ten that a scale spans, at least: equal norms are to look equal."""


def spread(mean: float, deviation: float) -> tuple[str, str]:
    """Both with the same decimals, as many as the deviation needs: −0.02 and 1.08.

    Where that is too long, or the deviation is not between 0.01 and 999, each by itself; a mean
    that is nothing beside the deviation is then 0.
    """
    if 0.01 <= deviation < 999.5:
        rounded = float(f"{deviation:.{DIGITS}g}")
        decimals = max(DIGITS - 1 - math.floor(math.log10(rounded)), 0)
        texts = [f"{round(value, decimals) + 0.0:.{decimals}f}" for value in (mean, deviation)]
        if all(len(text) <= VALUE for text in texts):
            return texts[0].replace("-", MINUS), texts[1]
    if abs(mean) < deviation / 1000:
        mean = 0.0
    return fitted(mean, VALUE, DIGITS), fitted(deviation, VALUE, DIGITS)


@dataclass(frozen=True, slots=True)
class LogScale:
    """From 10^low to 10^high."""

    low: int
    high: int

    def share(self, value: float) -> float:
        """Where a value lies, from 0 to 1; NaN for 0, which lies nowhere, and for NaN."""
        if not value > 0.0:
            return math.nan
        return min(max((math.log10(value) - self.low) / (self.high - self.low), 0.0), 1.0)

    @property
    def words(self) -> str:
        """Its ends: 1e−3…1e1."""
        return f"1e{self.low}…1e{self.high}".replace("-", MINUS)


def log_scale(values: Iterable[float]) -> LogScale | None:
    """Whole powers of ten around all positive finite values; None if there are none."""
    logs = [math.log10(value) for value in values if 0.0 < value < math.inf]
    if not logs:
        return None
    high = math.ceil(max(logs))
    return LogScale(min(math.floor(min(logs)), high - DECADES), high)
