"""A network under training: its parameters, running averages, and the optimizer's state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt.labs.network.engine import Engine
from tuiopt.labs.network.feed import feed
from tuiopt.labs.network.trace import State
from tuiopt.scenario.network.model import NetworkRun, NetworkScenario, Stage
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.training import FIRST_SLOT, VALUES

RENEWED = 0x2EED
"""After a run's seed, it tells the seeds of layers that begin anew from that of the run."""

PIECE = 20_000_000
"""The most that is trained in one go, about in nanoseconds: between two looks at a stop flag."""


@dataclass(slots=True, eq=False)
class Weights:
    """Where a run is after `step` steps, in `stage`; the arrays as the driver takes them."""

    run: NetworkRun
    stage: Stage
    step: int
    state: Array
    numbers: Array
    running: Array

    @property
    def parameters(self) -> Array:
        """(size,)"""
        values: Array = self.numbers[VALUES]
        return values

    @property
    def nbytes(self) -> int:
        return self.state.nbytes + self.numbers.nbytes + self.running.nbytes

    def copy(self) -> Weights:
        parts = self.state.copy(), self.numbers.copy(), self.running.copy()
        return Weights(self.run, self.stage, self.step, *parts)

    def looked_at(self) -> State:
        """The network as others see it: views, read-only."""
        parts = self.parameters.view(), self.running.view()
        for part in parts:
            part.flags.writeable = False
        return State(self.step, self.stage, *parts)

    def train(self, scenario: NetworkScenario, engine: Engine, upto: int) -> Array:
        """Goes on towards a step, by PIECE at most and within one stage; returns the record.

        (n, 3 + layers), the columns of `NetworkRunTrace.steps`. Where the run diverges, `step` is
        the last good one, the row after it tells why, and the arrays are of no step any more.
        """
        run = self.run
        stage = scenario.stage_of(run, self.step + 1)
        if stage is not self.stage:
            self.enter(stage)
        _, last = scenario.span(run, stage)
        n = min(upto, last, self.step + max(PIECE // cost(scenario, run, stage), 1)) - self.step
        network, train, given = stage.network, stage.data.train, feed(scenario, run, self.step, n)
        out = np.empty((n, 2 + network.layers))
        self.step += engine.training(run.optimizer)(
            self.state,
            self.numbers,
            self.running,
            network.table,
            network.settings(run.l2),
            network.moving,
            train.inputs,
            train.labels,
            given.batches,
            given.rates,
            given.masks,
            given.jitter,
            out,
        )
        return np.column_stack((given.rates, out))

    def enter(self, stage: Stage) -> None:
        """Goes over to another stage.

        Where layers begin anew the optimizer does, too; else it goes on as if nothing had happened.
        """
        anew, old, new = begin_anew(self.stage, stage), self.stage.network, stage.network
        if anew:
            first = begun(self.run, stage)
            for here, there in zip(old.pieces, new.pieces, strict=True):
                if there.layer not in anew:
                    first.parameters[there.span] = self.parameters[here.span]
            unit = 0
            for layer, outputs in enumerate(new.hidden, 1):
                part = slice(unit, unit + outputs)
                if layer not in anew:
                    first.running[:, part] = self.running[:, part]
                unit += outputs
            self.state, self.numbers, self.running = first.state, first.numbers, first.running
        self.stage = stage


def begin_anew(old: Stage, new: Stage) -> frozenset[int]:
    """The layers, from 1, that are renewed, or of another shape than in the stage before."""
    pairs = zip(old.network.pieces, new.network.pieces, strict=True)
    return new.renewed | {there.layer for here, there in pairs if here.shape != there.shape}


def begun(run: NetworkRun, stage: Stage) -> Weights:
    """What a run starts a stage with if nothing is carried over.

    The seed of a later stage is made of the run's and of the stage's first epoch.
    """
    seed, network, optimizer = run.seed, stage.network, run.optimizer
    if stage is not run.stages[0]:
        mixed = np.random.SeedSequence([run.seed, RENEWED, stage.first_epoch])
        seed = int(mixed.generate_state(1, np.uint64)[0])
    numbers = np.zeros((FIRST_SLOT + len(optimizer.slots), network.size))
    numbers[VALUES] = initial(network, run.init, run.init_scale, seed)
    slots = np.array(optimizer.first_slots(stage.learning_rate))
    numbers[FIRST_SLOT:] = slots.reshape(-1, 1)
    carried = optimizer.first_carried(run.bias_correction)
    state = np.array([0.0, *carried, *run.hyper])
    return Weights(run, stage, 0, state, numbers, initial_running(network))


def cost(scenario: NetworkScenario, run: NetworkRun, stage: Stage) -> int:
    """What a step takes, about, in nanoseconds: products, and what there is besides."""
    return (scenario.batch_size(run, stage) + 16) * (stage.network.size + 32)
