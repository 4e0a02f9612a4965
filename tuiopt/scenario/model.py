"""A scenario as the rest of the program sees it: complete, checked, immutable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tuiopt.scenario.document import Document
from tuiopt_kernels.spec import Floats, Optimizer, Schedule

Point = tuple[float, float]
Box = tuple[Point, Point]
"""((low, high) of x, (low, high) of y)"""

MAX_RUNS = 8
MAX_STEPS = 1_000_000
MAX_RECORDED_STEPS = 4_000_000
"""Steps times runs: what a scenario may record in all."""

MAX_SAMPLES = 100_000


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
