"""A scenario of the network lab as the rest of the program sees it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from tuiopt.scenario.model import OptimizerRun, Scenario
from tuiopt_kernels.data import Array, Labels, same
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.batches import sizes
from tuiopt_kernels.network.layout import Network


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """`inputs` (2, m) float64, scaled as they are used, `labels` (m,) int64 from 0; read-only."""

    inputs: Array
    labels: Labels

    def __post_init__(self) -> None:
        for array in (self.inputs, self.labels):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.labels)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Samples):
            return NotImplemented
        return self is other or (
            same(self.inputs, other.inputs) and same(self.labels, other.labels)
        )

    def __hash__(self) -> int:
        """As quick for many samples as for few: a screen looks data up for every frame."""
        return len(self.labels)

    def __reduce__(self) -> tuple[type[Samples], tuple[Array, Labels]]:
        """Copies are made anew, so that nothing can change them either."""
        return Samples, (self.inputs, self.labels)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Data:
    """A data set in its three parts; `name` is the data set's, or the file's."""

    name: str
    classes: int
    train: Samples
    dev: Samples
    test: Samples


@dataclass(frozen=True, slots=True)
class Stage:
    """What a run trains from the beginning of an epoch on; epochs count from 1.

    `renewed` are the layers, from 1, that begin anew: with these the optimizer does, too. Of the
    first stage it is empty, since everything is new.
    """

    first_epoch: int
    data: Data
    network: Network
    learning_rate: float
    renewed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRun(OptimizerRun):
    """A run of the network lab; `stages` in order of their epochs, the first one's is 1.

    `batch_size` is never None. `init`, `init_scale` and `seed` say what the parameters start with;
    `augment` is the standard deviation of the jitter of each training batch; `patience` the epochs
    without a lower loss on dev after which training stops, None for no early stopping.
    """

    init: str
    init_scale: float
    seed: int
    augment: float
    patience: int | None
    stages: tuple[Stage, ...]

    @property
    def rate_changes(self) -> bool:
        rates = {stage.learning_rate for stage in self.stages}
        return self.scheduling is not None or len(rates) > 1


@dataclass(frozen=True, kw_only=True)
class NetworkScenario(Scenario):
    """Networks trained side by side; `seed` is that of the order of the samples.

    A run is named by its index in `runs`, a stage by its index in the run's `stages`.

    A step of the scenario is a mini-batch of the run with the most of them in an epoch; the other
    runs are shown where they have seen as large a part of their data. The stages of all runs begin
    at the same epochs.
    """

    lab: ClassVar[str] = "network"

    runs: tuple[NetworkRun, ...]
    epochs: int
    seed: int

    @cached_property
    def merge_last(self) -> bool:
        """Whether a last mini-batch of one sample joins the one before it: for batch norm."""
        return any(stage.network.norm for run in self.runs for stage in run.stages)

    def batches(self, run: int, stage: int) -> int:
        """The mini-batches in an epoch of a stage."""
        samples = len(self.runs[run].stages[stage].data.train)
        return len(sizes(samples, self.batch_size(run, stage), self.merge_last))

    def batch_size(self, run: int, stage: int) -> int:
        """The samples in a mini-batch: no more than there are."""
        setup = self.runs[run]
        assert setup.batch_size is not None
        return min(setup.batch_size, len(setup.stages[stage].data.train))

    def first_steps(self, run: int) -> list[int]:
        """The steps of a run before each epoch, (epochs + 1,) with all of its steps at last."""
        return self._first_steps[run]

    @cached_property
    def _first_steps(self) -> list[list[int]]:
        """Of every run: asked for every frame."""
        return [_ends(self._counts(run)) for run in range(len(self.runs))]

    def _counts(self, run: int) -> npt.NDArray[np.int64]:
        """The mini-batches of each epoch, (epochs,)."""
        firsts = self._first_epochs(run)
        each = [self.batches(run, stage) for stage in range(len(firsts) - 1)]
        return np.repeat(each, np.diff(firsts))

    def _first_epochs(self, run: int) -> list[int]:
        """The first epochs of a run's stages, then that after the last of all."""
        return [*(stage.first_epoch for stage in self.runs[run].stages), self.epochs + 1]

    def stage_of(self, run: int, step: int) -> int:
        """The stage that made a step of a run; of step 0 the first one."""
        epoch = max(bisect_left(self.first_steps(run), step), 1)
        return bisect_right(self._first_epochs(run), epoch) - 1

    def span(self, run: int, stage: int) -> tuple[int, int]:
        """The steps of a run before a stage, and at its end."""
        ends = self.first_steps(run)
        first, after = self._first_epochs(run)[stage : stage + 2]
        return ends[first - 1], ends[after - 1]

    @cached_property
    def first_ticks(self) -> list[int]:
        """The steps of the scenario before each epoch, (epochs + 1,)."""
        return _ends(np.max([self._counts(run) for run in range(len(self.runs))], axis=0))

    @property
    def epoch_ends(self) -> list[int]:
        return self.first_ticks

    def step_of(self, run: int, cursor: int) -> int:
        """The steps that a run has done where the scenario is at a step."""
        ticks, steps = self.first_ticks, self.first_steps(run)
        epoch = min(bisect_right(ticks, cursor) - 1, self.epochs - 1)
        into, of = cursor - ticks[epoch], ticks[epoch + 1] - ticks[epoch]
        return steps[epoch] + into * (steps[epoch + 1] - steps[epoch]) // of

    def steps_of(self, run: int, window: int) -> npt.NDArray[np.int64]:
        """(window + 1,): `step_of` at all steps of the scenario up to one."""
        ticks, steps = np.array(self.first_ticks), np.array(self.first_steps(run))
        cursor = np.arange(window + 1)
        epoch = np.minimum(ticks.searchsorted(cursor, side="right") - 1, self.epochs - 1)
        into, of = cursor - ticks[epoch], ticks[epoch + 1] - ticks[epoch]
        own: npt.NDArray[np.int64] = steps[epoch] + into * (steps[epoch + 1] - steps[epoch]) // of
        return own

    def cursor_of(self, run: int, step: int) -> int:
        """The last step of the scenario at which a run has done no more than so many."""
        ticks, steps = self.first_ticks, self.first_steps(run)
        epoch = bisect_right(steps, step) - 1
        if epoch == self.epochs:
            return ticks[-1]
        into, of = step - steps[epoch] + 1, steps[epoch + 1] - steps[epoch]
        return ticks[epoch] + -(-into * (ticks[epoch + 1] - ticks[epoch]) // of) - 1

    @property
    def subject(self) -> str:
        """The data and the networks: "spirals, 800 train + 100 dev   2-16-16-2, ReLU".

        What phases change is told one after the other.
        """
        told = dict.fromkeys(
            (stage.data.name, _counted(stage.data)) for stage in self.runs[0].stages
        )
        (name, counts), *later = told
        data = [f"{name}, {counts}"]
        data += [counts if other == name else f"{other}, {counts}" for other, counts in later]
        nets = {
            tuple(dict.fromkeys(_shape(stage.network) for stage in run.stages)) for run in self.runs
        }
        shapes = nets.pop() if len(nets) == 1 else ("networks of several shapes",)
        return f"{', then '.join(data)}   {', then '.join(shapes)}"


def _counted(data: Data) -> str:
    dev = f" + {len(data.dev)} dev" if len(data.dev) else ""
    return f"{len(data.train)} train{dev}"


def _ends(counts: npt.NDArray[np.int64]) -> list[int]:
    return [0, *np.cumsum(counts).tolist()]


def _shape(network: Network) -> str:
    """2-16-16-2, and the activation where all layers have the same."""
    layers = "-".join(map(str, (network.inputs, *network.hidden, network.classes)))
    kinds = {ACTIVATIONS[name].title for name in network.activations}
    return f"{layers}, {kinds.pop()}" if len(kinds) == 1 else layers
