"""Runs of the network lab as a screen shows them, with parameters that nobody trained."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from nets_in_code import network_run, network_scenario

from tuiopt.labs.network.trace import Divergence, NetworkRunTrace, State
from tuiopt.labs.network.view import View
from tuiopt.scenario.network.model import Data, NetworkRun, Samples
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial_running
from tuiopt_kernels.network.lens import look_inside


def samples(*points: tuple[float, float, int]) -> Samples:
    """Points (x1, x2, label)."""
    inputs = np.array([point[:2] for point in points], dtype=np.float64).reshape(-1, 2).T
    return Samples(inputs, np.array([point[2] for point in points], dtype=np.int64))


def data(train: Samples, dev: Samples | None = None, classes: int = 2) -> Data:
    return Data("points", classes, train, dev or samples(), samples())


CORNERS = samples((-1.0, -1.0, 0), (1.0, 1.0, 1), (-1.0, 1.0, 0), (1.0, -1.0, 1))
"""Class 1 where x1 is positive."""


def parting(steepness: float = 4.0, axis: int = 0) -> Array:
    """Parameters without hidden layers: class 1 where x1 > 0, with p = σ(2·steepness·x1).

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


def linear_run(given: Data | None = None, label: str = "run") -> NetworkRun:
    """A run of a network without hidden layers."""
    return network_run("gd", 0.1, data=given or data(CORNERS), hidden=(), label=label)


def view(
    run: NetworkRun,
    parameters: Array,
    *,
    step: int = 2,
    errors: tuple[float, float] = (0.125, 0.25),
    diverged: bool = False,
    stage: int = 0,
) -> View:
    """A run after its last step, with the errors on train and dev that it is to have."""
    now = run.stages[stage]
    state = State(step, now, parameters, initial_running(now.network))
    trace = NetworkRunTrace(
        run,
        network_scenario(run),
        np.zeros((step, 3 + now.network.layers)),
        np.array([[0.7, 0.7, *errors]]),
        Divergence(step + 1, "loss") if diverged else None,
        None,
        None,
        ended=True,
        replay=lambda _: state,
    )
    batch = now.data.train
    inside = look_inside(now.network, parameters, state.running, batch.inputs, training=False)
    norms = np.full(now.network.layers, np.nan)
    return View(trace, step, 0, state, batch.labels, inside, norms, over=diverged)


def moved(before: View, parameters: Array) -> View:
    """The same run with other parameters."""
    return replace(before, state=replace(before.state, parameters=parameters))
