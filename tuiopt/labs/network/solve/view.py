"""A run of the network lab at one step, as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tuiopt.labs.network.solve.batch import batch_at
from tuiopt.labs.network.solve.grid import WEIGHTS, work
from tuiopt.labs.network.solve.histogram import LayerSpread, spreads
from tuiopt.labs.network.solve.trace import FIRST_NORM, NetworkRunTrace, State
from tuiopt_kernels.data import Array, Labels
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import Inside, look_inside
from tuiopt_kernels.network.passes import Masks

SPREAD = 100
"""Nanoseconds in which the values of a unit and sample, three at most, are put in order."""

LOOKED = 1_000_000
"""Units times samples that are looked at: of a batch beyond it the first samples alone."""


@dataclass(frozen=True, eq=False)
class View:
    """A network after `step` steps of its run, and one batch's way through it.

    `epoch` counts the complete epochs; `over` tells that the run ended before the step of the
    scenario that is looked at. The batch is the one that the next step takes, at the end the last
    one, cut down to as many samples as a person wants to see, or as can be looked at:
    `inside.inputs` (2, n), `labels` (n,), in training mode or as at test time (`inside.training`).
    `norms` are the gradient's norms by layer, (layers,), of the step that led here, NaN at the
    start. `masks` are the step's dropout, (units, n) uint8, 1 = kept, None where no layer has it.
    """

    run: NetworkRunTrace
    step: int
    epoch: int
    state: State
    labels: Labels
    inside: Inside
    norms: Array
    masks: Masks | None = None
    over: bool = False

    @cached_property
    def spreads(self) -> tuple[LayerSpread, ...]:
        """How the values in each hidden layer are spread; kept once it has been asked for."""
        return spreads(self.inside)


def effort(run: NetworkRunTrace, cursor: int, size: int | None) -> int:
    """What a view takes, about in nanoseconds, with its spreads."""
    step = run.at(cursor)
    network = run.stage(step).network
    batch = run.scenario.batch_size(run.index, run.scenario.stage_of(run.index, step))
    samples = min(batch, _most(network, size))
    passed = work(network, samples) // WEIGHTS
    return run.effort(step) + passed + SPREAD * samples * network.units


def view(run: NetworkRunTrace, cursor: int, *, training: bool, size: int | None) -> View:
    """A run at a step of the scenario; `size` is None for the whole batch."""
    step = run.at(cursor)
    state = run.state(step)
    batch = batch_at(run.scenario, run.index, step)
    samples = slice(_most(state.stage.network, size))
    masks = None if batch.masks is None else np.ascontiguousarray(batch.masks[:, samples])
    inside = look_inside(
        state.stage.network,
        state.parameters,
        state.running,
        np.ascontiguousarray(batch.inputs[:, samples]),
        training=training,
        masks=masks,
    )
    norms = (
        run.steps[step - 1, FIRST_NORM:] if step else np.full(state.stage.network.layers, np.nan)
    )
    over = run.ended and run.scenario.step_of(run.index, cursor) > run.last
    epoch, labels = run.epoch(step), batch.labels[samples]
    return View(run, step, epoch, state, labels, inside, norms, masks, over)


def _most(network: Network, size: int | None) -> int:
    """How many samples are looked at, if the batch has so many."""
    most = max(LOOKED // network.units, 2)
    return min(size or most, most)
