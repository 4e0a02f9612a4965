"""What the chart of trainings draws: scores at the ends of epochs, and the axis for those shown."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from tuiopt.app.draw.chart.reach import Reach
from tuiopt.labs.network.solve.trace import (
    DEV_ERROR,
    DEV_LOSS,
    TRAIN_ERROR,
    TRAIN_LOSS,
    NetworkRunTrace,
    NetworkTrace,
)
from tuiopt.picture.numbers import number, percent
from tuiopt.picture.scale import Array, Scale, linear_scale, scale

Quantity = Literal["loss", "error"]

ASTRAY = 10.0
"""A loss beyond so many times the first one no longer moves the axis."""

PERCENT = 100.0


class History:
    """Losses, or errors in hundredths, of some runs in the first epochs, and how far they reached.

    `train` and `dev` are (≤ epochs + 1,) each; what is not finite is NaN there.
    """

    def __init__(
        self, trace: NetworkTrace, shown: tuple[int, ...], epochs: int, quantity: Quantity
    ) -> None:
        self._loss = quantity == "loss"
        parts = (TRAIN_LOSS, DEV_LOSS) if self._loss else (TRAIN_ERROR, DEV_ERROR)
        self.train, self.dev = (
            {i: self._scores(trace.runs[i], part, epochs) for i in shown} for part in parts
        )
        low, high, least = np.full((3, epochs + 1), np.nan)
        for values in (*self.train.values(), *self.dev.values()):
            part = slice(len(values))
            first = values[0]
            inside = np.where(values > ASTRAY * first, np.nan, values) if first > 0.0 else values
            np.fmin(low[part], inside, out=low[part])
            np.fmax(high[part], inside, out=high[part])
            np.fmin(least[part], np.where(inside > 0.0, inside, np.nan), out=least[part])
        self._reached = Reach(low, high)
        self._least = Reach(least, least)

    def _scores(self, run: NetworkRunTrace, column: int, epochs: int) -> Array:
        values = run.epochs[: epochs + 1, column] * (1.0 if self._loss else PERCENT)
        return np.where(np.isfinite(values), values, np.nan)

    def scale(self, epoch: int) -> Scale | None:
        """The axis for what is shown up to an epoch, None if there is nothing."""
        low, high = self._reached.between(0, epoch)
        if math.isnan(low):
            return None
        if self._loss:
            return scale(low, high, self._least.between(0, epoch)[0])
        return linear_scale(0.0, max(high, 1.0))

    def told(self, value: float) -> str:
        """A loss as any number, an error in hundredths."""
        return number(value) if self._loss else percent(value / PERCENT)
