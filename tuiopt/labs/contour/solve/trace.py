"""What a race did, step by step: read-only arrays with one row a step.

All that a screen shows at step t is row t. Updates and bias-corrected quantities are recorded with
the rest rather than derived again when they are shown: the numbers are then the very ones that the
rule used, to the bit, for 128 bytes a step of Adam.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tuiopt.labs.contour.scenario.model import ContourRun, ContourScenario
from tuiopt_kernels.drivers import HEAD
from tuiopt_kernels.spec import Optimizer

Array = npt.NDArray[np.float64]


def columns(optimizer: Optimizer) -> tuple[str, ...]:
    """The names of a row's columns, in the order in which the trajectory driver records them."""
    state = tuple(f"{name}_{axis}" for axis in "xy" for name in optimizer.slots)
    shown = tuple(f"{name}_{axis}" for axis in "xy" for name in optimizer.shown)
    return HEAD + state + shown


@dataclass(frozen=True, slots=True)
class Divergence:
    """Why a run ended: at `step`, `quantity` of coordinate `axis` went astray.

    `quantity` is "g", a slot's name, "x" or "y" (not finite, or more than 1e6 domain widths
    outside), "f", or "singular Hessian" where a step could not be solved for. `axis` is "x" or "y",
    None for these two. `value` is what it had become, None for the Hessian.
    """

    step: int
    quantity: str
    axis: str | None
    value: float | None


@dataclass(frozen=True, eq=False)
class ContourRunTrace:
    """One run. `rows` is float64, (steps done + 1) × columns, read-only; row 0 is the start.

    In row 0 only x, y and loss have a value, the rest is NaN. `converged` is the step from which on
    the gradient stays below its threshold at a positive definite Hessian, None if there is none.
    """

    setup: ContourRun
    rows: Array
    diverged: Divergence | None
    converged: int | None

    @property
    def last(self) -> int:
        """The last step that this run has."""
        return len(self.rows) - 1

    @cached_property
    def _index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(columns(self.setup.optimizer))}

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all recorded columns."""
        return tuple(self._index)

    def column(self, name: str) -> Array:
        """One column, (steps done + 1,), a read-only view. KeyError for an unknown name."""
        view: Array = self.rows[:, self._index[name]]
        return view

    @property
    def points(self) -> Array:
        """(steps done + 1, 2): x and y, a read-only view."""
        return self.rows[:, 1:3]

    def learning_rates(self, window: int) -> Array:
        """(≤ window + 1,): that of each step of the scenario, a copy; NaN at the start."""
        return self.column("learning_rate")[: window + 1].copy()

    def at(self, step: int) -> int:
        """The row that shows this run at a step of the race: its last one once it has ended."""
        return min(step, self.last)


@dataclass(frozen=True, eq=False)
class ContourTrace:
    """A race: its scenario and its runs.

    `solved` is the last step up to which every run is computed (or has diverged before); it is
    `scenario.steps` once the race is complete.
    """

    scenario: ContourScenario
    runs: tuple[ContourRunTrace, ...]
    solved: int

    @property
    def complete(self) -> bool:
        return self.solved == self.scenario.steps
