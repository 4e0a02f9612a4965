"""Small scenarios, made without files."""

from __future__ import annotations

from dataclasses import replace

from tuiopt.scenario.model import ContourScenario, Cue, Problem, RunSetup, Scheduling
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.surfaces import SURFACES


def setup(
    optimizer: str = "gd",
    learning_rate: float = 0.1,
    *,
    start: tuple[float, float] = (-7.0, 2.0),
    l2: float = 0.0,
    label: str = "",
) -> RunSetup:
    """A run with the optimizer's default hyperparameters."""
    spec = OPTIMIZERS[optimizer]
    hyper = tuple(hyper.default for hyper in spec.hyper)
    corrected = bool(spec.bias_correction)
    return RunSetup(label or optimizer, spec, learning_rate, hyper, corrected, l2, start)


def scheduled(run: RunSetup, kind: str, each: int = 1, **hyper: float) -> RunSetup:
    """The run with a schedule, its hyperparameters the default ones where none are given."""
    schedule = SCHEDULES[kind]
    values = tuple(hyper.get(h.name, h.default) for h in schedule.hyper)
    return replace(run, scheduling=Scheduling(schedule, values, each))


def scenario(
    *runs: RunSetup,
    surface: str = "ravine",
    steps: int = 200,
    noise: float = 0.0,
    seed: int = 0,
    speed: float = 10.0,
    cues: tuple[Cue, ...] = (),
) -> ContourScenario:
    """A race on a surface with its default parameters."""
    spec = SURFACES[surface]
    params = tuple(hyper.default for hyper in spec.params)
    problem = Problem(spec, params, runs[0].start, spec.domain, noise, seed)
    return ContourScenario(
        name="test",
        digest="0" * 64,
        title="Test",
        description="",
        chapter="",
        problem=problem,
        steps=steps,
        speed=speed,
        runs=runs,
        cues=cues,
    )
