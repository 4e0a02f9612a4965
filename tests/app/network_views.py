"""Networks as a screen gets them at a step, made without training."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from nets_in_code import network_data, network_run, network_scenario

from tuiopt.labs.network.trace import NetworkRunTrace, State
from tuiopt.labs.network.view import View
from tuiopt.scenario.network.model import NetworkRun
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.lens import look_inside

NORMS = np.array([0.0389, 0.0818, 0.0784, 0.0412])


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
    stage = run.stages[0]
    network = stage.network
    random = np.random.default_rng(run.seed)
    parameters = initial(network, run.init, run.init_scale * scale, run.seed)
    for piece in network.pieces:
        if not piece.name.startswith("W"):
            parameters[piece.span] += random.normal(0.0, 0.1, piece.span.stop - piece.offset)
    running = initial_running(network)
    running += random.normal(0.0, 0.1, running.shape)
    masks = np.ones((network.units, samples), np.uint8)
    masks[random.random(masks.shape) > min(network.keep_probs, default=1.0)] = 0
    inside = look_inside(
        network, parameters, running, data.train.inputs, training=training, masks=masks
    )
    state = State(step, stage, parameters, running)
    return View(
        _trace(run), step, 1, state, data.train.labels, inside, np.resize(norms, network.layers)
    )


def _trace(run: NetworkRun) -> NetworkRunTrace:
    def replay(step: int) -> State:
        raise NotImplementedError

    steps = np.zeros((50, 3 + run.stages[0].network.layers))
    scenario = network_scenario(run, epochs=50)
    return NetworkRunTrace(
        run, scenario, steps, np.zeros((51, 4)), None, None, None, ended=True, replay=replay
    )


def spoiled(seen: View, number: float = np.nan) -> View:
    """The same with that number instead of all parameters."""
    state = replace(seen.state, parameters=np.full_like(seen.state.parameters, number))
    inside = look_inside(
        state.stage.network,
        state.parameters,
        state.running,
        seen.inside.inputs,
        training=seen.inside.training,
        masks=np.ones((state.stage.network.units, len(seen.labels)), np.uint8),
    )
    return replace(seen, state=state, inside=inside, norms=np.full_like(seen.norms, number))
