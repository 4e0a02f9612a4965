"""Small scenarios, made without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from documents import document_of

from tuiopt.labs.contour.scenario.model import ContourRun, ContourScenario, Problem
from tuiopt.scenario.model import Cue, Scheduling
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
) -> ContourRun:
    """A run with the optimizer's default hyperparameters."""
    spec = OPTIMIZERS[optimizer]
    hyper = tuple(hyper.default for hyper in spec.hyper)
    corrected = bool(spec.bias_correction)
    return ContourRun(label or optimizer, spec, learning_rate, hyper, corrected, l2, start)


def scheduled(run: ContourRun, kind: str, each: int = 1, **hyper: float) -> ContourRun:
    """The run with a schedule, its hyperparameters the default ones where none are given."""
    schedule = SCHEDULES[kind]
    values = tuple(hyper.get(h.name, h.default) for h in schedule.hyper)
    return replace(run, scheduling=Scheduling(schedule, values, each))


def scenario(
    *runs: ContourRun,
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
        document=document_of(_tables(runs, surface, problem, steps, speed, cues)),
        title="Test",
        description="",
        chapter="",
        problem=problem,
        steps=steps,
        speed=speed,
        runs=runs,
        cues=cues,
    )


def _tables(
    runs: Sequence[ContourRun],
    surface: str,
    problem: Problem,
    steps: int,
    speed: float,
    cues: Sequence[Cue],
) -> dict[str, Any]:
    """What a file would say, for tests that edit the race."""
    return {
        "format": 1,
        "title": "Test",
        "problem": {
            "surface": surface,
            "start": problem.start,
            "noise": problem.noise,
            "seed": problem.seed,
        },
        "play": {"steps": steps, "speed": speed},
        "runs": [_run_table(run, problem) for run in runs],
        "cues": [{"step": cue.step, "say": cue.say, "pause": cue.pause} for cue in cues],
    }


def _run_table(run: ContourRun, problem: Problem) -> dict[str, Any]:
    spec, schedule = run.optimizer, run.scheduling
    table: dict[str, Any] = {"optimizer": spec.name, "learning_rate": run.learning_rate}
    table |= {hyper.name: value for hyper, value in zip(spec.hyper, run.hyper, strict=True)}
    if run.label != spec.name:
        table["label"] = run.label
    if run.l2:
        table["l2"] = run.l2
    if spec.bias_correction is not None:
        table["bias_correction"] = run.bias_correction
    if run.start != problem.start:
        table["start"] = run.start
    if schedule is not None:
        numbers = zip(schedule.schedule.hyper, schedule.hyper, strict=True)
        table["schedule"] = {"kind": schedule.schedule.name}
        table["schedule"] |= {h.name: int(n) if h.whole else n for h, n in numbers}
        table["steps_per_epoch"] = schedule.steps_per_epoch
    return table
