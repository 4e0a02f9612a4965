"""A scenario as the rest of the program sees it: complete, checked, immutable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tuiopt.scenario.document import Document
from tuiopt_kernels.ieee import safe
from tuiopt_kernels.schedules import Schedule
from tuiopt_kernels.spec import Floats, Optimizer, Surface

Point = tuple[float, float]
Box = tuple[Point, Point]
"""((low, high) of x, (low, high) of y)"""

MAX_RUNS = 8
MAX_STEPS = 1_000_000
MAX_RECORDED_STEPS = 4_000_000
"""Steps times runs: what a scenario may record in all."""

MAX_SAMPLES = 100_000

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

    def batch_size(self, run: RunSetup) -> int:
        """The samples in a run's mini-batches, all unless it says otherwise."""
        return self.samples if run.batch_size is None else run.batch_size

    def steps_per_epoch(self, batch_size: int | None) -> int:
        """The mini-batches in an epoch, the last one short or not; 1 without data, or for all."""
        return 1 if batch_size is None else -(-self.samples // batch_size)


@dataclass(frozen=True, slots=True)
class Scheduling:
    """A schedule with its hyperparameters; `hyper` in the order of `schedule.hyper`."""

    schedule: Schedule
    hyper: Floats
    steps_per_epoch: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """What one of a scenario's curves and numbers are of, in any lab."""

    label: str

    @property
    def kind(self) -> str:
        """What gives it its colour and its sign in every lesson: its optimizer, if it has one."""
        return ""

    @property
    def rate_changes(self) -> bool:
        """Whether it has a learning rate that is not the same in all steps."""
        return False


@dataclass(frozen=True, slots=True)
class OptimizerRun(Run):
    """One optimizer with its hyperparameters; `hyper` in the order of `optimizer.hyper`.

    `batch_size` is None where there is no data, and where each step takes all of it. `scheduling`
    says how the learning rate changes from step to step, None that it does not.
    """

    optimizer: Optimizer
    learning_rate: float
    hyper: Floats
    bias_correction: bool
    l2: float
    scheduling: Scheduling | None = field(default=None, kw_only=True)
    batch_size: int | None = field(default=None, kw_only=True)

    @property
    def kind(self) -> str:
        return self.optimizer.name

    @property
    def rate_changes(self) -> bool:
        return self.scheduling is not None


@dataclass(frozen=True, slots=True)
class RunSetup(OptimizerRun):
    """A run on a contour map."""

    start: Point


@dataclass(frozen=True, slots=True)
class Cue:
    """What happens when the cursor reaches a step: a note is shown, playing pauses, or both."""

    step: int
    say: str
    pause: bool


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One demonstration, of any lab. `speed` is in steps per second, `steps` the last step.

    `document` is what it was resolved from; `cues` are in order of their steps. Two scenarios are
    equal where they describe the same, whatever their documents look like.
    """

    lab: ClassVar[str]

    document: Document = field(compare=False, repr=False)
    title: str
    description: str
    chapter: str
    steps: int
    speed: float
    runs: Sequence[Run]
    cues: tuple[Cue, ...]

    @property
    def name(self) -> str:
        """The stem of the file that it is from."""
        return self.document.source.name

    @property
    def digest(self) -> str:
        """The document's: what tells one scenario from any other."""
        return self.document.digest

    @property
    def epoch_ends(self) -> Sequence[int] | None:
        """The steps before each epoch and after the last; None where steps are all there is."""
        return None

    @property
    def subject(self) -> str:
        """What is minimised, in a line."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class ContourScenario(Scenario):
    """A race of optimizers over a contour map."""

    lab: ClassVar[str] = "contour"

    problem: Problem
    runs: tuple[RunSetup, ...]

    @property
    def subject(self) -> str:
        """The surface."""
        return f"{self.problem.surface.name} {self.problem.surface.title}"
