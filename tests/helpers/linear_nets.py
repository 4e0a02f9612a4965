"""Networks without hidden layers on a few points: what they decide is known without training."""

from __future__ import annotations

import numpy as np
from nets_in_code import network_run

from tuiopt.labs.network.scenario.model import Data, NetworkRun, Samples
from tuiopt_kernels.data import Array


def samples(*points: tuple[float, float, int]) -> Samples:
    """Points (x1, x2, label)."""
    inputs = np.array([point[:2] for point in points], dtype=np.float64).reshape(-1, 2).T
    return Samples(inputs, np.array([point[2] for point in points], dtype=np.int64))


def data(train: Samples, dev: Samples | None = None, classes: int = 2) -> Data:
    return Data("points", classes, train, dev or samples(), samples())


CORNERS = samples((-1.0, -1.0, 0), (1.0, 1.0, 1), (-1.0, 1.0, 0), (1.0, -1.0, 1))
"""Class 1 where x1 is positive."""


def linear_run(given: Data | None = None, label: str = "run") -> NetworkRun:
    """A run of a network without hidden layers."""
    return network_run("gd", 0.1, data=given or data(CORNERS), hidden=(), label=label)


def parting(steepness: float = 4.0, axis: int = 0) -> Array:
    """Its parameters: class 1 where x1 > 0, with p = σ(2·steepness·x1).

    Or, for axis 1, the same with x2.
    """
    weights = np.zeros((2, 2))
    weights[axis] = -steepness, steepness
    return np.concatenate((weights.ravel(), np.zeros(2)))


def rays(classes: int, steepness: float = 6.0) -> Array:
    """The same for more classes: each has the sector around its own direction."""
    angles = 2.0 * np.pi * np.arange(classes) / classes
    weights = steepness * np.stack((np.cos(angles), np.sin(angles)))
    return np.concatenate((weights.ravel(), np.zeros(classes)))
