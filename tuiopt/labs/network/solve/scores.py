"""What a network makes of the parts of its data at test time: loss and error."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tuiopt.labs.network.scenario.model import Samples
from tuiopt.labs.network.solve.weights import PIECE, Weights
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.evaluation import Scores, error, mean_loss


def judged(
    weights: Weights, scores: Scores, stopped: Callable[[], bool] = lambda: False
) -> Array | None:
    """(4,), a row of `NetworkRunTrace.epochs`: train and dev loss, train and dev error.

    In test mode, over all samples, without penalty; NaN where a part is empty. None where `stopped`
    told so in between.
    """
    data = weights.trained.data
    losses, errors = [], []
    for samples in (data.train, data.dev):
        z = _scores(weights, samples, scores, stopped)
        if z is None:
            return None
        losses.append(mean_loss(z, samples.labels) if len(samples) else np.nan)
        errors.append(error(z, samples.labels) if len(samples) else np.nan)
    return np.array([*losses, *errors])


def _scores(
    weights: Weights, samples: Samples, scores: Scores, stopped: Callable[[], bool]
) -> Array | None:
    network = weights.trained.network
    z = np.empty((network.classes, len(samples)))
    size = max(PIECE // network.size, 1)
    for begin in range(0, len(samples), size):
        if stopped():
            return None
        part = slice(begin, begin + size)
        given = np.ascontiguousarray(samples.inputs[:, part])
        z[:, part] = scores(network, weights.parameters, weights.running, given)
    return z
