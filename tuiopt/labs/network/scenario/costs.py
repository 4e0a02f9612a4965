"""What a training may cost: time, memory, and what is recorded of it."""

from __future__ import annotations

from collections.abc import Iterator

from tuiopt.labs.network.scenario.model import NetworkScenario, Stage
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.model import MAX_RECORDED_STEPS, MAX_STEPS

MAX_WORK = 40_000_000_000
"""Of all runs, as `work` counts it: somewhat less than a minute."""

MAX_CELLS = 5_000_000
"""Units times samples of a batch: the numbers in each of the kernel's matrices, 40 MB."""

UNIT_COST = 16
STEP_COST = 16
EPOCH_COST = 300_000
"""Parameters that take as long as a unit's activation, samples as long as a step's update, and
nanoseconds that an epoch takes beside these: about, in measurements with tanh, of optimizers and
networks of all sizes."""


def check_costs(converter: Converter, scenario: NetworkScenario, batch_paths: list[Path]) -> None:
    """Faults go to the converter; the paths are those of the runs' batch sizes."""
    epochs = ("play", "epochs")
    steps = [scenario.first_steps(run)[-1] for run in range(len(scenario.runs))]
    if max(steps) > MAX_STEPS:
        found = f"found {scenario.epochs}, for a run {max(steps)} steps"
        converter.fault(epochs, f"{found}; at most {MAX_STEPS} are allowed")
    elif sum(steps) > MAX_RECORDED_STEPS:
        found = f"found {scenario.epochs}, for {len(steps)} runs {sum(steps)} recorded steps in all"
        converter.fault(epochs, f"{found}; at most {MAX_RECORDED_STEPS} are allowed")
    elif (total := work(scenario)) > MAX_WORK:
        found = f"found {scenario.epochs}, for all samples, units and runs {total:.1e} operations"
        converter.fault(epochs, f"{found}; at most {MAX_WORK:.0e} are allowed")
    for run, (setup, where) in enumerate(zip(scenario.runs, batch_paths, strict=True)):
        for stage, trained in enumerate(setup.stages):
            size, units = scenario.batch_size(run, stage), trained.network.units
            if size * units > MAX_CELLS and converter.sound(where):
                most = f"at most {MAX_CELLS // units} for {units} units, {MAX_CELLS} numbers"
                converter.refused(where, size, most)


def work(scenario: NetworkScenario) -> int:
    """About the nanoseconds that the kernel takes for all runs, with the losses of each epoch."""
    total = 0
    for run, setup in enumerate(scenario.runs):
        for stage, (trained, epochs) in enumerate(_epochs(scenario, setup.stages)):
            data, network = trained.data, trained.network
            steps = scenario.batches(run, stage)
            samples = 2 * len(data.train) + len(data.dev) + STEP_COST * steps
            weight = network.size + UNIT_COST * network.units
            total += epochs * (samples * weight + EPOCH_COST)
    return total


def _epochs(scenario: NetworkScenario, stages: tuple[Stage, ...]) -> Iterator[tuple[Stage, int]]:
    """The stages, and how many epochs each has."""
    ends = [*(stage.first_epoch for stage in stages[1:]), scenario.epochs + 1]
    for stage, end in zip(stages, ends, strict=True):
        yield stage, end - stage.first_epoch
