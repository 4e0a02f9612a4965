"""A race as the rest of the program sees it: its problem and its runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from tuiopt.scenario.model import Box, OptimizerRun, Point, Scenario
from tuiopt_kernels.ieee import safe
from tuiopt_kernels.spec import Floats, Surface

MAX_EVALUATIONS = 100_000_000
"""Samples times steps times runs: what a race on data may take, some seconds."""


ASTRAY = 1e6
"""Domain widths outside the domain at which a run counts as diverged."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is minimised. `noise` is the standard deviation added to each gradient component."""

    surface: Surface
    params: Floats
    start: Point
    view: Box
    noise: float
    seed: int

    def value(self, x: float, y: float) -> float:
        """f at a point; an infinity or NaN where it has no finite value."""
        try:
            f: float = safe(self.surface.value)(float(x), float(y), self.params)
        except ArithmeticError:  # plain Python divides by 0 where compiled code gives an infinity
            return math.nan
        return f

    @property
    def border(self) -> Box:
        """The box outside of which a run counts as diverged."""
        (low_x, high_x), (low_y, high_y) = self.surface.domain
        reach_x, reach_y = ASTRAY * (high_x - low_x), ASTRAY * (high_y - low_y)
        return (low_x - reach_x, high_x + reach_x), (low_y - reach_y, high_y + reach_y)

    @property
    def samples(self) -> int:
        """The samples of the data, 0 where there are none."""
        return self.surface.samples

    @property
    def work(self) -> int:
        """What a step takes, about, where one on a formula takes 1."""
        return 1 + self.samples // 4

    def batch_size(self, run: ContourRun) -> int:
        """The samples in a run's mini-batches, all unless it says otherwise."""
        return self.samples if run.batch_size is None else run.batch_size

    def steps_per_epoch(self, batch_size: int | None) -> int:
        """The mini-batches in an epoch, the last one short or not; 1 without data, or for all."""
        return 1 if batch_size is None else -(-self.samples // batch_size)


@dataclass(frozen=True, slots=True)
class ContourRun(OptimizerRun):
    """A run on a contour map."""

    start: Point


@dataclass(frozen=True, kw_only=True)
class ContourScenario(Scenario):
    """A race of optimizers over a contour map."""

    lab: ClassVar[str] = "contour"

    problem: Problem
    runs: tuple[ContourRun, ...]

    @property
    def subject(self) -> str:
        """The surface."""
        return f"{self.problem.surface.name} {self.problem.surface.title}"
