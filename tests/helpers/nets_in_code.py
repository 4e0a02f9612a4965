"""Small scenarios of the network lab, made without files."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from documents import document_of

from tuiopt.labs.network.scenario.model import Data, NetworkRun, NetworkScenario, Samples, Stage
from tuiopt.scenario.model import Cue, Scheduling
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.schedules import SCHEDULES


def network_data(
    train: int = 40, dev: int = 10, test: int = 10, *, classes: int = 2, seed: int = 0
) -> Data:
    """Points around a centre a class, near enough to one another to be mixed up."""
    rng = np.random.default_rng([1959, seed])
    parts = [_samples(count, classes, rng) for count in (train, dev, test)]
    return Data("points", classes, *parts)


def _samples(count: int, classes: int, rng: np.random.Generator) -> Samples:
    labels = rng.integers(0, classes, count)
    angles = 2.0 * np.pi * labels / classes
    inputs = np.stack((np.cos(angles), np.sin(angles))) + 0.5 * rng.standard_normal((2, count))
    return Samples(inputs, labels)


def network_run(
    optimizer: str = "adam",
    learning_rate: float = 0.01,
    *,
    data: Data | None = None,
    hidden: tuple[int, ...] = (4, 3),
    activation: str = "relu",
    batch_norm: bool | Literal["after"] = True,
    momentum: float = 0.9,
    keep_prob: float = 1.0,
    frozen: tuple[int, ...] = (),
    batch_size: int = 16,
    l2: float = 0.0,
    init: str = "he",
    init_scale: float = 1.0,
    seed: int = 0,
    augment: float = 0.0,
    patience: int | None = None,
    label: str = "",
) -> NetworkRun:
    """A run with the optimizer's default hyperparameters; one stage, on `network_data()`."""
    spec = OPTIMIZERS[optimizer]
    data = data or network_data()
    network = Network(
        hidden,
        data.classes,
        (activation,) * len(hidden),
        batch_norm,
        momentum,
        (keep_prob,) * len(hidden),
        frozenset(frozen),
    )
    return NetworkRun(
        label or optimizer,
        spec,
        learning_rate,
        tuple(hyper.default for hyper in spec.hyper),
        bool(spec.bias_correction),
        l2,
        batch_size=batch_size,
        init=init,
        init_scale=init_scale,
        seed=seed,
        augment=augment,
        patience=patience,
        stages=(Stage(1, data, network, learning_rate),),
    )


def phase(
    run: NetworkRun,
    first_epoch: int,
    *,
    data: Data | None = None,
    frozen: tuple[int, ...] | None = None,
    learning_rate: float | None = None,
    renewed: tuple[int, ...] = (),
) -> NetworkRun:
    """The run with one stage more; what is not given stays as it was."""
    last = run.stages[-1]
    data = data or last.data
    network = replace(
        last.network,
        classes=data.classes,
        frozen=last.network.frozen if frozen is None else frozenset(frozen),
    )
    rate = last.learning_rate if learning_rate is None else learning_rate
    stage = Stage(first_epoch, data, network, rate, frozenset(renewed))
    return replace(run, stages=(*run.stages, stage))


def network_schedule(run: NetworkRun, kind: str, **hyper: float) -> NetworkRun:
    """The run with a schedule, its hyperparameters the default ones where none are given."""
    schedule = SCHEDULES[kind]
    values = tuple(hyper.get(h.name, h.default) for h in schedule.hyper)
    each = network_scenario(run).first_steps(0)[1]
    return replace(run, scheduling=Scheduling(schedule, values, each))


def network_scenario(
    *runs: NetworkRun,
    epochs: int = 5,
    seed: int = 0,
    speed: float = 10.0,
    cues: tuple[Cue, ...] = (),
) -> NetworkScenario:
    """Networks side by side; as many steps as the run with the most of them has."""
    made = NetworkScenario(
        document=document_of({}),
        title="Test",
        description="",
        chapter="",
        steps=0,
        speed=speed,
        runs=runs,
        cues=cues,
        epochs=epochs,
        seed=seed,
    )
    return replace(made, steps=made.first_ticks[-1])
