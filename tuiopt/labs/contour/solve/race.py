"""Solves a race on a contour map.

An `Integration` is one run under way: it goes on in pieces of any size, by any engine, with the
same bits. `Race` holds one for every run of a scenario and hands out what is there as a
`ContourTrace`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tuiopt.labs.contour.scenario.model import ContourRun, ContourScenario, Problem
from tuiopt.labs.contour.solve.trace import (
    Array,
    ContourRunTrace,
    ContourTrace,
    Divergence,
    columns,
)
from tuiopt.solving.kernels import by_kernels_or_interpreter, log, not_compiled
from tuiopt.solving.rates import rates
from tuiopt.solving.watching import Watched
from tuiopt_kernels import arrays, interpreted
from tuiopt_kernels.drivers import HEAD, LOSS
from tuiopt_kernels.minibatches import Order, order
from tuiopt_kernels.regression_surface import RegressionSurface
from tuiopt_kernels.spec import Optimizer, Surface

Engine = Callable[[Optimizer, Surface], Callable[..., int]]
"""`interpreted.trajectory` or `compiled.trajectory`: how a pair is run."""

PIECE = 50_000
"""Steps on a formula, or work like it, that a kernel does at once: a few milliseconds, after which
a stop flag is looked at."""

INTERPRETED_STEPS = 20_000
"""Recorded steps on a formula, or work like it, up to which the interpreter is done before Numba
would be imported."""

CONVERGED = 1e-6
"""The gradient's norm at which a run has arrived, relative to max(1, its norm at the start)."""


class Integration:
    """One run under way. `done` steps are recorded; `ended` tells that no more will come."""

    def __init__(self, problem: Problem, setup: ContourRun, steps: int, noise: Array) -> None:
        optimizer = setup.optimizer
        self.problem = problem
        self.setup = setup
        self.steps = steps
        self.done = 0
        self.diverged: Divergence | None = None
        # Empty, so that steps which are never reached cost no memory.
        self.rows = np.empty((steps + 1, len(columns(optimizer))))
        self.rows[0] = np.nan
        x, y = setup.start
        self.rows[0, 1 : LOSS + 1] = x, y, problem.value(x, y)
        carried = optimizer.first_carried(setup.bias_correction)
        slots = optimizer.first_slots(setup.learning_rate)
        self._state = np.array([0.0, x, y, *carried, *slots, *slots])
        border = np.ravel(problem.border)
        self._settings = np.array([setup.l2, *border, *problem.params, *setup.hyper])
        self._rates = rates(setup, steps)
        self._noise = noise

    @property
    def ended(self) -> bool:
        return self.done == self.steps or self.diverged is not None

    def advance(self, engine: Engine, upto: int) -> None:
        """Goes on to step `upto`, or to where the run diverges."""
        n = min(upto, self.steps) - self.done
        if n <= 0 or self.diverged is not None:
            return
        steps = engine(self.setup.optimizer, self.problem.surface)(
            self._state,
            self._settings,
            self._feed(n),
            self.rows[self.done + 1 : self.done + 1 + n],
            *self._samples(n),
        )
        self.done += steps
        if steps < n:
            self.diverged = self._cause(self.rows[self.done + 1])

    def _feed(self, n: int) -> Array:
        """(n, 3): learning rate and noise of the next n steps; (1, 3) where they are all alike."""
        part = slice(self.done, self.done + n)
        alpha, noise = (a if len(a) == 1 else a[part] for a in (self._rates, self._noise))
        feed = np.empty((max(len(alpha), len(noise)), 3))
        feed[:, 0] = alpha
        feed[:, 1:] = noise
        return feed

    def trace(self) -> ContourRunTrace:
        """What is recorded so far, read-only."""
        rows = self.rows[: self.done + 1]
        rows.flags.writeable = False
        arrived = self._converged if self.ended and self.diverged is None else None
        return ContourRunTrace(self.setup, rows, self.diverged, arrived)

    @cached_property
    def _converged(self) -> int | None:
        """For a run that has ended."""
        return converged_at(self.problem, self.rows)

    def _samples(self, steps: int) -> tuple[()] | tuple[Array, Array, Order, int]:
        """What the driver of a regression takes besides, for the next steps."""
        surface = self.problem.surface
        if not isinstance(surface, RegressionSurface):
            return ()
        batches = self.problem.steps_per_epoch(self.setup.batch_size)
        batch_size = self.problem.batch_size(self.setup)
        first, last = self.done // batches, (self.done + steps - 1) // batches
        epochs = order(surface.samples, batch_size, self.problem.seed, first, last - first + 1)
        return surface.mean_loss.inputs, surface.mean_loss.targets, epochs, batch_size

    def _cause(self, row: Array) -> Divergence:
        """What went astray first in a step: g, then the slots, the Hessian, the point, f."""
        step = self.done + 1
        names = columns(self.setup.optimizer)
        slots = len(self.setup.optimizer.slots)
        state = range(len(HEAD), len(HEAD) + 2 * slots)
        for i in (names.index("grad_x"), names.index("grad_y"), *state):
            if not np.isfinite(row[i]):
                name, _, axis = names[i].rpartition("_")
                quantity = "g" if name == "grad" else name
                return Divergence(step, quantity, axis, float(row[i]))
        updates = row[[names.index("update_x"), names.index("update_y")]]
        if self.setup.optimizer.solve is not None and not np.isfinite(updates).all():
            return Divergence(step, "singular Hessian", None, None)
        for axis, (low, high) in zip("xy", self.problem.border, strict=True):
            at = float(row[names.index(axis)])
            if not low <= at <= high:
                return Divergence(step, axis, axis, at)
        return Divergence(step, "f", None, float(row[LOSS]))


def gradient_noise(problem: Problem, steps: int) -> Array:
    """(steps, 2), row t−1 for step t, the same for every run; (1, 2) zeros without noise."""
    if problem.noise == 0.0:
        return np.zeros((1, 2))
    draw = np.random.default_rng(problem.seed).standard_normal((steps, 2))
    return np.ascontiguousarray(draw * problem.noise)


def converged_at(problem: Problem, rows: Array) -> int | None:
    """The step from which on the run rests at a minimum, None if at the end it does not.

    From there on ‖∇f‖ ≤ 1e-6·max(1, ‖∇f(x_0)‖), noise left out, and the Hessian is positive
    definite. Looks back from the end in pieces, so that a run that did not arrive costs little.
    """
    threshold = CONVERGED * max(1.0, float(_gradient_norms(problem, rows[:1])[0]))
    since = None
    size = max(1000 // problem.work, 1)
    for end in range(len(rows), 0, -size):
        piece = rows[max(end - size, 0) : end]
        at_rest = (_gradient_norms(problem, piece) <= threshold) & _convex(problem, piece)
        moving = np.flatnonzero(~at_rest)
        first = end - len(piece) + (int(moving[-1]) + 1 if len(moving) else 0)
        if first == end:
            break
        since = first
        if len(moving):
            break
    return since


def _gradient_norms(problem: Problem, rows: Array) -> Array:
    gx, gy = arrays.gradient(problem.surface, rows[:, 1], rows[:, 2], problem.params)
    with np.errstate(all="ignore"):
        norms: Array = np.hypot(gx, gy)
    return norms


def _convex(problem: Problem, rows: Array) -> npt.NDArray[np.bool_]:
    xx, xy, yy = arrays.hessian(problem.surface, rows[:, 1], rows[:, 2], problem.params)
    with np.errstate(all="ignore"):  # far out it may overflow
        return (xx > 0.0) & (xx * yy - xy * xy > 0.0)


class Race:
    """All runs of a scenario under way."""

    def __init__(self, scenario: ContourScenario) -> None:
        self.scenario = scenario
        noise = gradient_noise(scenario.problem, scenario.steps)
        self.runs = [
            Integration(scenario.problem, setup, scenario.steps, noise) for setup in scenario.runs
        ]

    @property
    def solved(self) -> int:
        """The step up to which every run is computed or has diverged before."""
        return min(self.scenario.steps if run.ended else run.done for run in self.runs)

    def advance(
        self, engine: Engine, upto: int, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        """Takes every run to step `upto`, in pieces between which `stopped` is asked."""
        for run in self.runs:
            while not run.ended and run.done < upto and not stopped():
                run.advance(engine, min(upto, run.done + self.steps_in(PIECE)))

    def steps_in(self, work: int) -> int:
        """The steps, at least one, that take as much as so many on a formula."""
        return max(work // self.scenario.problem.work, 1)

    def trace(self) -> ContourTrace:
        """What every run has recorded so far."""
        return ContourTrace(self.scenario, tuple(run.trace() for run in self.runs), self.solved)


def solve(
    scenario: ContourScenario, watch: Callable[[int, int], None] = lambda done, total: None
) -> ContourTrace:
    """The whole race: in the interpreter if that is quick, else by compiled kernels.

    Between pieces `watch` is told how many steps are done, and of how many: those of all runs.
    """
    total = scenario.steps * len(scenario.runs)
    watched = Watched(watch)

    def by(engine: Engine) -> ContourTrace:
        race = Race(scenario)

        def stopped() -> bool:
            return watched.stopped(sum(run.done for run in race.runs), total)

        race.advance(engine, scenario.steps, stopped)
        return race.trace()

    if total * scenario.problem.work <= INTERPRETED_STEPS:
        trace = by(interpreted.trajectory)
    else:
        trace = by_kernels_or_interpreter(
            lambda: compiled_where_possible(log), lambda: interpreted.trajectory, by, log
        )
    watched.check()
    return trace


def compiled_where_possible(warn: Callable[[str], None]) -> Engine:
    """Kernels, and the interpreter for what Numba cannot compile; `warn` is told once."""
    from tuiopt_kernels import compiled  # Numba takes longer to import than short races take

    tell = functools.cache(warn)
    if compiled.WARNING:
        tell(compiled.WARNING)

    @functools.cache
    def engine(optimizer: Optimizer, surface: Surface) -> Callable[..., int]:
        try:
            return compiled.trajectory(optimizer, surface)
        except Exception as error:
            tell(not_compiled(f"{optimizer.name} on {surface.name}", error))
            # Whatever Numba trips over, the interpreter gives the same bits.
            return interpreted.trajectory(optimizer, surface)

    return engine


def first_below(run: ContourRunTrace, threshold: float) -> int | None:
    """The first step at which the loss is below a threshold, None if there is none."""
    below = np.flatnonzero(run.column("loss") < threshold)
    return int(below[0]) if len(below) else None
