"""How a run stands at a step, as far as it is known by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tuiopt.labs.trace import Divergence, RunTrace, Trace
from tuiopt.scenario.model import Problem
from tuiopt_kernels.drivers import LOSS


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind` says what there is to tell, `text` tells it in a few words."""

    kind: Literal["diverged", "converged", "still", "lowest", "racing"]
    text: str


def standings(trace: Trace, step: int) -> list[Standing]:
    """For every run the one thing most worth telling: diverged, converged, no gradient to follow,
    lowest loss."""
    first = lowest(trace, step)
    return [
        _standing(trace.scenario.problem, run, step, leads=i == first and len(trace.runs) > 1)
        for i, run in enumerate(trace.runs)
    ]


def _standing(problem: Problem, run: RunTrace, step: int, *, leads: bool) -> Standing:
    if run.diverged is not None and step >= run.diverged.step:
        return Standing("diverged", f"✗ at {run.diverged.step}: {why(run.diverged)}")
    if run.converged is not None and step >= run.converged:
        return Standing("converged", f"✓ converged at {run.converged}")
    if gradient_norm(problem, run, step) == 0.0:
        return Standing("still", "no gradient")
    return Standing("lowest", "lowest") if leads else Standing("racing", "")


def why(diverged: Divergence) -> str:
    """The quantity that went astray, and what it became: "|y| → ∞"."""
    if diverged.axis is None or diverged.quantity == diverged.axis:
        name = diverged.quantity
    else:
        name = f"{diverged.quantity} of {diverged.axis}"
    if np.isnan(diverged.value):
        return f"{name} is not a number"
    return f"|{name}| → ∞"


def gradient_norm(problem: Problem, run: RunTrace, step: int) -> float:
    """‖∇f‖ where the run stands at a step, noise left out."""
    row = run.rows[run.at(step)]
    gx, gy = problem.surface.gradient(float(row[1]), float(row[2]), problem.params)
    return float(np.hypot(gx, gy))


def lowest(trace: Trace, step: int) -> int:
    """The index of the run with the lowest loss at a step; runs that have diverged come last."""
    losses = [
        np.inf
        if run.diverged is not None and step >= run.diverged.step
        else run.rows[run.at(step), LOSS]
        for run in trace.runs
    ]
    return int(np.argmin(losses))
