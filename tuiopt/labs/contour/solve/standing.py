"""How a run stands at a step, as far as it is known by then.

Everything here costs the same at any step of a trace of any length: what needs a look at the whole
trace is looked up once and kept as long as the trace.
"""

from __future__ import annotations

import math
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, Divergence
from tuiopt.solving.standing import Standing
from tuiopt_kernels.drivers import HEAD, LOSS
from tuiopt_kernels.ieee import safe

GOAL = 0.01
"""The loss that the runs race to, on surfaces whose lowest value is known to be 0."""

ALPHA, X, Y = (HEAD.index(name) for name in ("learning_rate", "x", "y"))

_PASSES: WeakKeyDictionary[ContourRunTrace, npt.NDArray[np.intp]] = WeakKeyDictionary()


def standings(trace: ContourTrace, step: int) -> list[Standing]:
    """For every run what is most worth telling.

    That is, the weightiest first: diverged; converged; no gradient to follow; the lowest loss of
    all; below the goal and stayed there; once below it. The last two join the lowest loss.
    """
    first = lowest(trace, step) if len(trace.runs) > 1 else None
    goal = has_goal(trace.scenario.problem)
    return [
        _standing(trace.scenario.problem, run, step, leads=i == first, goal=goal)
        for i, run in enumerate(trace.runs)
    ]


def _standing(
    problem: Problem, run: ContourRunTrace, step: int, *, leads: bool, goal: bool
) -> Standing:
    if run.diverged is not None and step >= run.diverged.step:
        at = run.diverged.step
        return Standing(
            "diverged", (f"✗ at {at}: {why(run.diverged)}", f"✗ at {at}", f"✗ {at}", "✗")
        )
    if run.converged is not None and step >= run.converged:
        return Standing("converged", (f"✓ converged at {run.converged}", "converged", "✓"))
    if gradient_norm(problem, run, step) == 0.0:
        return Standing("still", ("no gradient", "g = 0"))
    passed = _passed(run, step) if goal else Standing("racing")
    if not leads:
        return passed
    if passed.kind == "racing":
        return Standing("lowest", ("lowest",))
    return Standing("lowest", (f"lowest, {passed.text}", "lowest", *passed.texts))


def _passed(run: ContourRunTrace, step: int) -> Standing:
    """Whether the loss is below the goal at a step, or once was."""
    since = below_since(run, step)
    if since is not None:
        return Standing("since", (f"✓ since {since}", f"✓ {since}", "✓"))
    once = first_below(run, step)
    return Standing("racing") if once is None else Standing("once", (f"once at {once}", "once"))


def why(diverged: Divergence) -> str:
    """The quantity that went astray, and what it became: "|y| → ∞"."""
    if diverged.value is None:
        return diverged.quantity
    if diverged.axis is None or diverged.quantity == diverged.axis:
        name = diverged.quantity
    else:
        name = f"{diverged.quantity} of {diverged.axis}"
    if np.isnan(diverged.value):
        return f"{name} is not a number"
    return f"|{name}| → ∞"


def has_goal(problem: Problem) -> bool:
    """Whether a loss below `GOAL` means arrival: the surface's known lowest value is 0."""
    return any(
        minimum.is_global and abs(problem.value(minimum.x, minimum.y)) < GOAL
        for minimum in problem.surface.minima
    )


def below_since(run: ContourRunTrace, step: int) -> int | None:
    """The step from which on the loss has been below the goal up to this one; None if it is not."""
    passes = _passes(run)
    count = int(passes.searchsorted(run.at(step), side="right"))
    return int(passes[count - 1]) if count % 2 else None


def first_below(run: ContourRunTrace, step: int) -> int | None:
    """The first step, up to this one, with a loss below the goal."""
    passes = _passes(run)
    return int(passes[0]) if len(passes) and passes[0] <= step else None


def earliest_below(trace: ContourTrace, step: int) -> tuple[int, list[int]] | None:
    """The first step, up to this one, at which a run was below the goal, and all that then were."""
    firsts = [first_below(run, step) for run in trace.runs]
    reached = [at for at in firsts if at is not None]
    if not reached:
        return None
    return min(reached), [i for i, at in enumerate(firsts) if at == min(reached)]


def _passes(run: ContourRunTrace) -> npt.NDArray[np.intp]:
    """The steps at which the loss goes below the goal and above it, in turn."""
    passes = _PASSES.get(run)
    if passes is None:
        passes = np.flatnonzero(np.diff(run.rows[:, LOSS] < GOAL, prepend=False))
        _PASSES[run] = passes
    return passes


def learning_rate(run: ContourRunTrace, step: int) -> float:
    """α of the step that led here; at the start the one that was set."""
    at = run.at(step)
    return float(run.rows[at, ALPHA]) if at else run.setup.learning_rate


def gradient_norm(problem: Problem, run: ContourRunTrace, step: int) -> float:
    """‖∇f‖ where the run stands at a step, noise left out."""
    row = run.rows[run.at(step)]
    with np.errstate(all="ignore"):  # far out it may overflow
        gx, gy = safe(problem.surface.gradient)(row[X], row[Y], problem.params)
    return math.hypot(gx, gy)


def distance(problem: Problem, run: ContourRunTrace, step: int) -> float:
    """From where the run stands to the nearest listed minimum; NaN where none is listed."""
    row = run.rows[run.at(step)]
    x, y = float(row[X]), float(row[Y])
    to = (math.hypot(x - minimum.x, y - minimum.y) for minimum in problem.surface.minima)
    return min(to, default=math.nan)


def lowest(trace: ContourTrace, step: int) -> int:
    """The index of the run with the lowest loss at a step; runs that have diverged come last."""
    losses = [
        math.inf
        if run.diverged is not None and step >= run.diverged.step
        else float(run.rows[run.at(step), LOSS])
        for run in trace.runs
    ]
    return losses.index(min(losses))
