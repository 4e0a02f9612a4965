"""Networks as a screen gets them at a step, with parameters that nobody trained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from nets_in_code import network_data, network_run, network_scenario
from network_traces import made

from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve.trace import State
from tuiopt.labs.network.solve.view import View
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.lens import look_inside
from tuiopt_kernels.network.passes import Masks

NORMS = np.array([0.0389, 0.0818, 0.0784, 0.0412])


def view(
    run: NetworkRun,
    parameters: Array,
    running: Array | None = None,
    *,
    step: int = 2,
    errors: tuple[float, float] = (0.125, 0.25),
    diverged: bool = False,
    stage: int = 0,
    training: bool = False,
    norms: Array | None = None,
    masks: Masks | None = None,
) -> View:
    """A run after its last step, with the errors on train and dev that it is to have.

    The batch is the train part. Running averages are those of the start, norms NaN if not given.
    """
    now = run.stages[stage]
    network, batch = now.network, now.data.train
    running = initial_running(network) if running is None else running
    state = State(step, now, parameters, running)
    scores = [[0.7, 0.7, *errors]]
    scenario = network_scenario(run, epochs=50)
    trace = made(scenario, 0, step, scores, diverged=diverged, replay=lambda _: state)
    inside = look_inside(network, parameters, running, batch.inputs, training=training, masks=masks)
    norms = np.full(network.layers, np.nan) if norms is None else norms
    return View(trace, step, 0, state, batch.labels, inside, norms, masks, over=diverged)


def network_view(
    *,
    samples: int = 64,
    classes: int = 2,
    training: bool = True,
    norms: Array = NORMS,
    step: int = 12,
    scale: float = 1.0,
    **own: Any,
) -> View:
    """A network as `network_run` makes it, γ, β and the running averages a little off the first.

    All W are multiplied by `scale`; `norms` are repeated for as many layers as there are.
    """
    data = network_data(samples, classes=classes)
    run = network_run(data=data, batch_size=samples, **{"hidden": (16, 16, 16), **own})
    network = run.stages[0].network
    random = np.random.default_rng(run.seed)
    parameters = initial(network, run.init, run.init_scale * scale, run.seed)
    for piece in network.pieces:
        if not piece.name.startswith("W"):
            parameters[piece.span] += random.normal(0.0, 0.1, piece.span.stop - piece.offset)
    running = initial_running(network)
    running += random.normal(0.0, 0.1, running.shape)
    masks = np.ones((network.units, samples), np.uint8)
    masks[random.random(masks.shape) > min(network.keep_probs, default=1.0)] = 0
    norms = np.resize(norms, network.layers)
    return view(run, parameters, running, step=step, training=training, norms=norms, masks=masks)


def moved(before: View, parameters: Array) -> View:
    """The same run with other parameters."""
    return replace(before, state=replace(before.state, parameters=parameters))


def spoiled(seen: View, number: float = np.nan) -> View:
    """The same with that number instead of all parameters and norms."""
    return view(
        seen.run.setup,
        np.full_like(seen.state.parameters, number),
        seen.state.running,
        step=seen.step,
        training=seen.inside.training,
        norms=np.full_like(seen.norms, number),
        masks=None if seen.masks is None else np.ones_like(seen.masks),
    )
