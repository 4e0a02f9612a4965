"""The training of networks at the step at which a text is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt.labs.network.scenario.model import Data, Stage
from tuiopt.labs.network.solve.diagnosis import diagnose
from tuiopt.labs.network.solve.trace import (
    BATCH_LOSS,
    DEV_ERROR,
    DEV_LOSS,
    FIRST_NORM,
    LEARNING_RATE,
    TRAIN_ERROR,
    TRAIN_LOSS,
    NetworkRunTrace,
    NetworkTrace,
)
from tuiopt.labs.network.solve.view import View, view
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initialisations import INITIALISATIONS
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import Inside, look_inside

LOSSES = {"train": TRAIN_LOSS, "dev": DEV_LOSS}
ERRORS = {"train": TRAIN_ERROR, "dev": DEV_ERROR}


@dataclass(frozen=True)
class NetworkMoment:
    """Runs go by their labels. What happens is found only up to this step of the scenario, so that
    no text tells the future; epochs count from 1, and 0 is before training."""

    trace: NetworkTrace
    step: int

    @property
    def labels(self) -> list[str]:
        return [run.setup.label for run in self.trace.runs]

    def run(self, label: str) -> NetworkRunTrace:
        return self.trace.runs[self.labels.index(label)]

    def done(self, label: str) -> int:
        """The run's own step."""
        return self.run(label).at(self.step)

    def stage(self, label: str) -> Stage:
        """The one that made the run's step."""
        run = self.run(label)
        return run.stage(self.done(label))

    def network(self, label: str) -> Network:
        return self.stage(label).network

    def widths(self, label: str) -> list[int]:
        network = self.network(label)
        return [network.inputs, *network.hidden, network.classes]

    def data(self, label: str) -> Data:
        return self.stage(label).data

    def settings(self, label: str) -> list[float]:
        """Whatever a label may name in numbers."""
        setup, network = self.run(label).setup, self.network(label)
        assert setup.batch_size is not None
        return [
            *(setup.learning_rate, setup.l2, *setup.hyper, setup.batch_size, setup.init_scale),
            *(network.momentum, *network.keep_probs, *self.widths(label)),
            INITIALISATIONS[setup.init].deviation(network.inputs),
            *([] if setup.patience is None else [setup.patience]),
        ]

    def alpha(self, label: str) -> float:
        """That of the step, or of the first one."""
        return float(self.run(label).steps[max(self.done(label) - 1, 0), LEARNING_RATE])

    def parameters(self, label: str) -> dict[str, Array]:
        state = self.run(label).state(self.done(label))
        return state.stage.network.named(state.parameters)

    def view(self, label: str) -> View:
        """The whole next mini-batch on its way through the network, in training mode."""
        return view(self.run(label), self.step, training=True, size=None)

    def inside(self, label: str, part: str) -> Inside:
        """A whole part of the data on its way through the network, in test mode."""
        state = self.run(label).state(self.done(label))
        inputs = getattr(self.data(label), part).inputs
        return look_inside(
            state.stage.network, state.parameters, state.running, inputs, training=False
        )

    def epoch(self, label: str) -> int:
        """The epochs that are complete."""
        return self.run(label).epoch(self.done(label))

    def until(self, label: str, column: int) -> Array:
        """A column of the epochs, from before training to now."""
        return self.run(label).epochs[: self.epoch(label) + 1, column]

    def loss(self, label: str, part: str, epoch: int = -1) -> float:
        """After the last complete epoch, or another one."""
        return float(self.until(label, LOSSES[part])[epoch])

    def error(self, label: str, part: str, epoch: int = -1) -> float:
        """In per cent."""
        return 100.0 * float(self.until(label, ERRORS[part])[epoch])

    def says_one_class(self, label: str) -> bool:
        """Whether train has the error that one class for all of its samples gives."""
        labels = self.data(label).train.labels
        shares = np.bincount(labels) / len(labels)
        return bool(np.isclose(self.error(label, "train"), 100.0 * (1.0 - shares)).any())

    def diagnosis(self, label: str) -> str:
        found = diagnose(self.error(label, "train") / 100.0, self.error(label, "dev") / 100.0)
        assert found is not None
        return found.kind

    def batch_loss(self, label: str) -> float:
        """Of the step's mini-batch, before it moved anything."""
        return float(self.run(label).steps[self.done(label) - 1, BATCH_LOSS])

    def norms(self, label: str) -> Array:
        """(layers,), the step's gradient norms, the input's layer first."""
        return self.run(label).steps[self.done(label) - 1, FIRST_NORM:]

    def same_start(self) -> bool:
        """Whether all weights that two runs have in common begin alike."""
        states = [run.state(0) for run in self.trace.runs]
        first = states[0].stage.network.named(states[0].parameters)
        return all(
            np.array_equal(first[name], array)
            for state in states
            for name, array in state.stage.network.named(state.parameters).items()
            if name.startswith("W") and name in first
        )
