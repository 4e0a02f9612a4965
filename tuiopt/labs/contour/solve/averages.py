"""The averages of the gradient that a run keeps, told by the names of its optimizer's slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tuiopt.labs.contour.solve.trace import Array, ContourRunTrace

Kind = Literal["gradient", "mean", "raw", "spread"]
"""What is averaged; its mean; the mean before its bias is corrected; the root of the mean square"""


@dataclass(frozen=True, slots=True)
class Average:
    """`symbol` as a person writes it; `name` is that of its columns, without the axis."""

    kind: Kind
    symbol: str
    name: str

    def values(self, run: ContourRunTrace, axis: str, steps: slice = slice(None)) -> Array:
        """(steps,): the values of one coordinate; ≥ 0 for a spread. NaN at step 0."""
        values = run.column(f"{self.name}_{axis}")[steps]
        return np.sqrt(np.maximum(values, 0.0)) if self.kind == "spread" else values


def averages(run: ContourRunTrace) -> tuple[Average, ...]:
    """What can be drawn over a run's steps: g, then of v and s what the optimizer has.

    Where the bias is corrected, v̂ is the mean, v beside it is raw, and ±√ŝ is the spread.
    """
    optimizer = run.setup.optimizer
    kept = (*optimizer.slots, *optimizer.shown_with(run.setup.bias_correction))
    found = [Average("gradient", "g", "grad")]
    if "v_hat" in kept:
        found += [Average("mean", "v\u0302", "v_hat"), Average("raw", "v", "v")]
    elif "v" in kept:
        found.append(Average("mean", "v", "v"))
    if "s_hat" in kept:
        found.append(Average("spread", "±√s\u0302", "s_hat"))
    elif "s" in kept:
        found.append(Average("spread", "±√s", "s"))
    return tuple(found)
