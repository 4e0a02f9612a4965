"""A network under training: its parameters, running averages, and the optimizer's state."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario, Stage
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.feed import feed
from tuiopt.labs.network.solve.trace import State
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.training import FIRST_SLOT, VALUES, Model, TrainingSet, TrainState

RENEWED = 0x2EED
"""After a run's seed, it tells the seeds of layers that begin anew from that of the run."""

PIECE = 20_000_000
"""The most that is trained in one go, about in nanoseconds: between two looks at a stop flag."""


@dataclass(slots=True, eq=False)
class Weights:
    """Where a run is after `step` steps, in a stage; `run` and `stage` are their indices."""

    scenario: NetworkScenario
    run: int
    stage: int
    step: int
    state: TrainState

    @property
    def setup(self) -> NetworkRun:
        return self.scenario.runs[self.run]

    @property
    def trained(self) -> Stage:
        """The stage that it is in."""
        return self.setup.stages[self.stage]

    @property
    def parameters(self) -> Array:
        """(size,)"""
        values: Array = self.state.numbers[VALUES]
        return values

    @property
    def running(self) -> Array:
        """(2, units)"""
        return self.state.running

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self.state)

    def copy(self) -> Weights:
        return replace(self, state=TrainState(*(array.copy() for array in self.state)))

    def looked_at(self) -> State:
        """The network as others see it: views, read-only."""
        parts = self.parameters.view(), self.running.view()
        for part in parts:
            part.flags.writeable = False
        return State(self.step, self.trained, *parts)

    def train(self, engine: Engine, upto: int) -> Array:
        """Goes on towards a step, by PIECE at most and within one stage; returns the record.

        (n, 3 + layers), the columns of `NetworkRunTrace.steps`. Where the run diverges, `step` is
        the last good one, the row after it tells why, and the arrays are of no step any more.
        """
        scenario, run = self.scenario, self.run
        stage = scenario.stage_of(run, self.step + 1)
        if stage != self.stage:
            self.enter(stage)
        _, last = scenario.span(run, stage)
        n = min(upto, last, self.step + max(PIECE // cost(scenario, run, stage), 1)) - self.step
        network, train = self.trained.network, self.trained.data.train
        given = feed(scenario, run, self.step, n)
        out = np.empty((n, 2 + network.layers))
        self.step += engine.training(self.setup.optimizer)(
            self.state,
            Model.of(network, self.setup.l2),
            TrainingSet(train.inputs, train.labels),
            given,
            out,
        )
        return np.column_stack((given.rates, out))

    def enter(self, stage: int) -> None:
        """Goes over to another stage.

        Where layers begin anew the optimizer does, too; else it goes on as if nothing had happened.
        """
        before, after = self.trained, self.setup.stages[stage]
        anew, old, new = begin_anew(before, after), before.network, after.network
        if anew:
            first = begun(self.scenario, self.run, stage)
            for here, there in zip(old.pieces, new.pieces, strict=True):
                if there.layer not in anew:
                    first.parameters[there.span] = self.parameters[here.span]
            unit = 0
            for layer, outputs in enumerate(new.hidden, 1):
                part = slice(unit, unit + outputs)
                if layer not in anew:
                    first.running[:, part] = self.running[:, part]
                unit += outputs
            self.state = first.state
        self.stage = stage


def begin_anew(old: Stage, new: Stage) -> frozenset[int]:
    """The layers, from 1, that are renewed, or of another shape than in the stage before."""
    pairs = zip(old.network.pieces, new.network.pieces, strict=True)
    return new.renewed | {there.layer for here, there in pairs if here.shape != there.shape}


def begun(scenario: NetworkScenario, run: int, stage: int) -> Weights:
    """What a run starts a stage with if nothing is carried over.

    The seed of a later stage is made of the run's and of the stage's first epoch.
    """
    setup, trained = scenario.runs[run], scenario.runs[run].stages[stage]
    seed, network, optimizer = setup.seed, trained.network, setup.optimizer
    if stage > 0:
        mixed = np.random.SeedSequence([setup.seed, RENEWED, trained.first_epoch])
        seed = int(mixed.generate_state(1, np.uint64)[0])
    numbers = np.zeros((FIRST_SLOT + len(optimizer.slots), network.size))
    numbers[VALUES] = initial(network, setup.init, setup.init_scale, seed)
    slots = np.array(optimizer.first_slots(trained.learning_rate))
    numbers[FIRST_SLOT:] = slots.reshape(-1, 1)
    carried = optimizer.first_carried(setup.bias_correction)
    state = TrainState(np.array([0.0, *carried, *setup.hyper]), numbers, initial_running(network))
    return Weights(scenario, run, stage, 0, state)


def cost(scenario: NetworkScenario, run: int, stage: int) -> int:
    """What a step takes, about, in nanoseconds: products, and what there is besides."""
    network = scenario.runs[run].stages[stage].network
    return (scenario.batch_size(run, stage) + 16) * (network.size + 32)
