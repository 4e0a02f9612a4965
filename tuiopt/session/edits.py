"""What a person changes in a scenario: another scenario, to be solved anew."""

from __future__ import annotations

import math
from dataclasses import replace

from tuiopt.scenario.model import (
    MAX_EVALUATIONS,
    MAX_RECORDED_STEPS,
    MAX_RUNS,
    ContourScenario,
    Point,
    RunSetup,
)
from tuiopt_kernels.optimizers import OPTIMIZERS


class RefusedError(Exception):
    """A change that cannot be made; the text says why."""


def start_at(scenario: ContourScenario, point: Point) -> ContourScenario:
    """Every run starts at `point`. Raises RefusedError where f has no finite value."""
    problem = scenario.problem
    if not math.isfinite(problem.value(*point)):
        raise RefusedError("f is not finite there: choose another start")
    runs = tuple(replace(run, start=point) for run in scenario.runs)
    return replace(scenario, problem=replace(problem, start=point), runs=runs)


CONVENTIONS = {"momentum": "heavy-ball", "heavy-ball": "momentum"}
"""v ← βv + (1−β)g and v ← βv + g: the same averages, up to a factor."""


def other_convention(scenario: ContourScenario, selected: int) -> ContourScenario:
    """With a last run added that is the selected one in momentum's other convention, or without it
    if it is there already.

    Both have the same α and β, so what differs is the effective learning rate: α with (1−β),
    α/(1−β) without. Raises RefusedError for other optimizers, and where there is no room for a run.
    """
    run = scenario.runs[selected]
    if run.optimizer.name not in CONVENTIONS:
        raise RefusedError("with and without (1−β) is for momentum and heavy-ball: select one")
    if run.bias_correction:
        raise RefusedError("momentum with bias correction has no form without (1−β)")
    other = _other(run)
    if other in scenario.runs:
        runs = tuple(listed for listed in scenario.runs if listed != other)
        return replace(scenario, runs=runs)
    if _partner_of(run, scenario.runs):
        return replace(scenario, runs=tuple(r for r in scenario.runs if r != run))
    if len(scenario.runs) == MAX_RUNS:
        raise RefusedError(f"there are {MAX_RUNS} runs already, which is the most")
    if scenario.steps * (len(scenario.runs) + 1) > MAX_RECORDED_STEPS:
        raise RefusedError(
            f"more than {MAX_RECORDED_STEPS:,} recorded steps: too many for another run"
        )
    if scenario.steps * scenario.problem.samples * (len(scenario.runs) + 1) > MAX_EVALUATIONS:
        raise RefusedError(
            f"more than {MAX_EVALUATIONS:,} losses of a sample: too many for another run"
        )
    return replace(scenario, runs=(*scenario.runs, other))


def _other(run: RunSetup) -> RunSetup:
    """The run with the same numbers in the other convention."""
    name = CONVENTIONS[run.optimizer.name]
    share = "no (1−β)" if name == "heavy-ball" else "(1−β)"
    return replace(run, optimizer=OPTIMIZERS[name], label=f"{run.label} {share}")


def _partner_of(run: RunSetup, runs: tuple[RunSetup, ...]) -> bool:
    """Whether `run` was made from another one of `runs`."""
    return any(
        other.optimizer.name in CONVENTIONS and not other.bias_correction and _other(other) == run
        for other in runs
    )
