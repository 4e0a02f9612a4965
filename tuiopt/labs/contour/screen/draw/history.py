"""What a chart of a race draws from its trace, and the axis for what is shown."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.chart.reach import Reach
from tuiopt.labs.contour.solve.averages import Kind, averages
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace
from tuiopt.picture.scale import Scale, linear_scale, scale

FLAT = 20.0
"""The largest value relative to those that would be drawn within a dot or two of 0."""


class Losses:
    """The losses of some runs in a window, and how far they reached up to a step."""

    def __init__(self, trace: ContourTrace, shown: tuple[int, ...], window: int) -> None:
        self.values = {i: trace.runs[i].column("loss")[: window + 1].copy() for i in shown}
        low, high, least = np.full((3, window + 1), np.nan)
        for i, values in self.values.items():
            part = slice(len(values))
            inside = np.where(on_map(trace, trace.runs[i], window + 1), values, np.nan)
            np.fmin(low[part], inside, out=low[part])
            np.fmax(high[part], inside, out=high[part])
            inside[inside <= 0.0] = np.nan
            np.fmin(least[part], inside, out=least[part])
        self._reached = Reach(low, high)
        self._least = Reach(least, least)

    def scale(self, step: int) -> Scale | None:
        """The axis for what is shown up to a step, None if there is nothing."""
        low, high = self._reached.between(0, step)
        return None if math.isnan(low) else scale(low, high, self._least.between(0, step)[0])


class Rates:
    """The learning rates of some runs in a window, and how far they reached up to a step."""

    def __init__(self, trace: ContourTrace, runs: tuple[int, ...], window: int) -> None:
        self.values = {i: trace.runs[i].learning_rates(window) for i in runs}
        low, high = np.full((2, window + 1), np.nan)
        for values in self.values.values():
            part = slice(len(values))
            np.fmin(low[part], values, out=low[part])
            np.fmax(high[part], values, out=high[part])
        self._reached = Reach(low, high)

    def scale(self, step: int) -> Scale | None:
        """The axis for what is shown up to a step, None if there is nothing."""
        low, high = self._reached.between(0, step)
        return None if math.isnan(low) else linear_scale(low, high)


class Curves:
    """The averages of one coordinate of a run in a window, and how far they reached by a step."""

    def __init__(self, trace: ContourTrace, run: ContourRunTrace, axis: str, window: int) -> None:
        part = slice(min(window, run.last) + 1)
        self.found = averages(run)
        self.values = {
            average.kind: average.values(run, axis, part).copy() for average in self.found
        }
        # A gradient belongs to the point before its step.
        on = np.concatenate(([True], on_map(trace, run, window)))[part]
        low, high = np.full((2, window + 1), np.nan)
        for kind, values in self.values.items():
            inside = np.where(on, values, np.nan)
            np.fmax(high[part], inside, out=high[part])
            np.fmin(low[part], -inside if kind == "spread" else inside, out=low[part])
        self._reached = Reach(low, high)

    @property
    def main(self) -> Kind:
        return "mean" if "mean" in self.values else "gradient"

    def at(self, step: int) -> dict[Kind, float]:
        """The values at a step."""
        return {kind: float(values[step]) for kind, values in self.values.items()}

    def scale(self, step: int) -> Scale | None:
        """An axis with 0 for what is shown up to a step, None if there is nothing.

        A first quarter beside which the rest would be a flat line is cut off.
        """
        low, high = self._reached.between(0, step)
        if math.isnan(low):
            return None
        late = self._reached.between(step // 4, step)
        if 0.0 < FLAT * max(-late[0], late[1]) < max(-low, high):
            low, high = late
        return linear_scale(min(low, 0.0), max(high, 0.0))


def on_map(trace: ContourTrace, run: ContourRunTrace, count: int) -> npt.NDArray[np.bool_]:
    """(≤ count,): whether the run is inside the surface's domain at its first steps.

    Only from these steps the vertical axes are chosen: one run that leaves for ever larger numbers
    must not squash what can be compared. A run that starts outside is taken as it is.
    """
    (left, right), (bottom, top) = trace.scenario.problem.surface.domain
    x, y = run.column("x")[:count].copy(), run.column("y")[:count].copy()
    inside: npt.NDArray[np.bool_] = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    return inside if inside[0] else np.ones_like(inside)
