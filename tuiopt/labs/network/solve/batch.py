"""The mini-batch that belongs to a step: what goes through the network there, for a look inside."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.feed import feed
from tuiopt_kernels.data import Array, Labels
from tuiopt_kernels.network.passes import Masks


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """`inputs` (inputs, n), jitter included, `labels` (n,), `masks` (units, n), 1 = kept.

    `masks` is None where no layer has dropout.
    """

    inputs: Array
    labels: Labels
    masks: Masks | None


def batch_at(scenario: NetworkScenario, run: int, step: int) -> Batch:
    """The batch that the next step takes: the network after `step` has the loss recorded for that.

    At the end of a stage, as at that of the run, it is the last one of the stage: the network is
    still that stage's.
    """
    stage = scenario.stage_of(run, step)
    _, last = scenario.span(run, stage)
    given = feed(scenario, run, min(step, last - 1), 1)
    numbers = given.batches[0]
    numbers = numbers[numbers >= 0]
    train = scenario.runs[run].stages[stage].data.train
    inputs = train.inputs[:, numbers]
    if given.jitter.size:
        inputs += given.jitter[0, :, : len(numbers)]
    masks = given.masks[0, :, : len(numbers)] if given.masks.size else None
    return Batch(inputs, train.labels[numbers], masks)
