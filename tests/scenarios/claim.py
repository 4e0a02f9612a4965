"""What a lesson's text claims, said once more as code over the race that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tuiopt.labs.contour.solve import race, standing
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace
from tuiopt_kernels.spec import Minimum


@dataclass(frozen=True)
class Moment:
    """The race at the step at which a text is shown. Runs go by their labels.

    What happens is found only up to this step, so that no text tells the future.
    """

    trace: ContourTrace
    step: int

    @property
    def labels(self) -> list[str]:
        return [run.setup.label for run in self.trace.runs]

    @property
    def minima(self) -> tuple[Minimum, ...]:
        return self.trace.scenario.problem.surface.minima

    def run(self, label: str) -> ContourRunTrace:
        return self.trace.runs[self.labels.index(label)]

    def start(self, label: str) -> tuple[float, float]:
        return self.run(label).setup.start

    def common_start(self) -> tuple[float, float]:
        (start,) = {run.setup.start for run in self.trace.runs}
        return start

    def setting(self, label: str, name: str) -> float:
        """A hyperparameter, by its key in scenario files."""
        setup = self.run(label).setup
        own = {
            hyper.name: value
            for hyper, value in zip(setup.optimizer.hyper, setup.hyper, strict=True)
        }
        return {"learning_rate": setup.learning_rate, "l2": setup.l2, **own}[name]

    def settings(self, label: str) -> list[float]:
        """Whatever a label may name in numbers."""
        setup = self.run(label).setup
        return [setup.learning_rate, setup.l2, *setup.hyper]

    def alpha(self, label: str) -> float:
        return self.setting(label, "learning_rate")

    def at(self, label: str, column: str, step: int | None = None) -> float:
        """A column at this step, or at an earlier one."""
        step = self.step if step is None else step
        assert step <= self.step
        return float(self.run(label).column(column)[step])

    def until(self, label: str, column: str) -> np.ndarray:
        """A column from the start to this step."""
        return self.run(label).column(column)[: self.step + 1]

    def first(self, label: str, condition: Callable[[np.ndarray], np.ndarray], column: str) -> int:
        """The first step at which a column fulfils a condition."""
        return int(np.flatnonzero(condition(self.until(label, column)))[0])

    def below(self, label: str, threshold: float) -> int:
        """The first step with a loss below a threshold."""
        return self.first(label, lambda loss: loss < threshold, "loss")

    def first_below(self, threshold: float) -> str:
        """The run that was below a threshold before all others."""
        steps = {label: race.first_below(self.run(label), threshold) for label in self.labels}
        reached = {label: step for label, step in steps.items() if step is not None}
        return min(reached, key=lambda label: (reached[label], label))

    def crossings(self, label: str) -> int:
        """How often y has changed its sign."""
        signs = np.sign(self.until(label, "y"))
        return int(np.count_nonzero(signs[1:] * signs[:-1] < 0))

    def order(self) -> list[str]:
        """The labels, the lowest loss first."""
        return sorted(self.labels, key=lambda label: self.at(label, "loss"))

    def lowest(self) -> str:
        return self.labels[standing.lowest(self.trace, self.step)]

    def place(self, label: str) -> tuple[float, float]:
        return self.at(label, "x"), self.at(label, "y")

    def gradient(self, x: float, y: float) -> tuple[float, float]:
        problem = self.trace.scenario.problem
        return problem.surface.gradient(x, y, problem.params)

    def curvatures(self, x: float, y: float) -> tuple[float, float]:
        """The eigenvalues of the Hessian, the larger one first."""
        problem = self.trace.scenario.problem
        xx, xy, yy = problem.surface.hessian(x, y, problem.params)
        low, high = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
        return float(high), float(low)


@dataclass(frozen=True)
class Claim:
    """`quote` is a piece of a scenario's text; `numbers` computes those in it, in their order.

    Both are asked at a `Moment`, those of networks at a `NetworkMoment`.
    """

    quote: str
    numbers: Callable[[Any], Sequence[float]]
    holds: Callable[[Any], bool]


def claim(
    quote: str,
    numbers: Callable[[Any], Sequence[float]] = lambda now: (),
    holds: Callable[[Any], bool] = lambda now: True,
) -> Claim:
    return Claim(quote, numbers, holds)
