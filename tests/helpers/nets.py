"""Arguments for the driver of a network's mini-batches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from network_cases import NetworkCase

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.training import Feed, Model, TrainingSet, TrainState
from tuiopt_kernels.spec import Optimizer


class Arguments(NamedTuple):
    """The arguments of the driver, in its order."""

    state: TrainState
    model: Model
    samples: TrainingSet
    feed: Feed
    out: Array

    @property
    def arrays(self) -> list[Array]:
        """All of them, one after the other."""
        return [*self.state, *self.model, *self.samples, *self.feed, self.out]

    def cut(self, piece: slice) -> Arguments:
        """The arguments for some of the steps."""
        feed = self.feed
        feed = feed._replace(batches=feed.batches[piece], rates=feed.rates[piece])
        return self._replace(feed=feed, out=self.out[piece])


def arguments(case: NetworkCase, optimizer: Optimizer, rate: float) -> Arguments:
    """Fresh arrays for a step a batch; default hyperparameters."""
    network, steps = case.network, len(case.batches)
    numbers = np.zeros((2 + len(optimizer.slots), network.size))
    numbers[0] = case.parameters
    numbers[2:] = np.array(optimizer.first_slots(rate)).reshape(-1, 1)
    carried = optimizer.first_carried(bool(optimizer.bias_correction))
    hyper = (hyper.default for hyper in optimizer.hyper)
    return Arguments(
        TrainState(np.array([0.0, *carried, *hyper]), numbers, case.running.copy()),
        Model.of(network, case.l2),
        TrainingSet(case.inputs, case.labels),
        Feed(case.batches, np.full(steps, rate), case.masks, np.zeros((1, 0, 0))),
        np.full((steps, 2 + network.layers), np.nan),
    )
