"""A race that is written by hand: the export needs no solver to be tested."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from documents import document_of

from tuiopt.labs.contour.scenario.model import ContourRun, ContourScenario, Problem
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, columns
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.surfaces import SURFACES


def _run(
    optimizer: str, label: str, steps: int, *, seed: int, bias_correction: bool = False
) -> ContourRunTrace:
    """A run of random numbers, shaped as a solver leaves it: row 0 knows only x, y and loss."""
    spec = OPTIMIZERS[optimizer]
    setup = ContourRun(
        label=label,
        optimizer=spec,
        learning_rate=0.1,
        hyper=tuple(hyper.default for hyper in spec.hyper),
        bias_correction=bias_correction,
        l2=0.0,
        start=(-7.0, 2.0),
    )
    names = columns(spec)
    rows = np.random.default_rng(seed).standard_normal((steps + 1, len(names)))
    rows[0, [i for i, name in enumerate(names) if name not in ("x", "y", "loss")]] = np.nan
    return ContourRunTrace(setup, rows, diverged=None, converged=None)


def _race(*runs: ContourRunTrace) -> ContourTrace:
    surface = SURFACES["ravine"]
    problem = Problem(surface, (20.0,), surface.start, surface.domain, noise=0.0, seed=0)
    scenario = ContourScenario(
        document=document_of({}, "race", "ab" * 32),
        title="A race – of π",
        description="",
        chapter="",
        problem=problem,
        steps=max(run.last for run in runs),
        speed=10.0,
        runs=tuple(run.setup for run in runs),
        cues=(),
    )
    return ContourTrace(scenario, runs, scenario.steps)


@pytest.fixture
def make_run() -> Callable[..., ContourRunTrace]:
    """`make_run(optimizer, label, steps, *, seed, bias_correction=False)`"""
    return _run


@pytest.fixture
def make_race() -> Callable[..., ContourTrace]:
    """`make_race(*runs)`: the runs as one race."""
    return _race


@pytest.fixture
def trace() -> ContourTrace:
    """Four runs of 3, 3, 2 and 3 steps; the second corrects its bias, the last does not."""
    return _race(
        _run("gd", "GD", 3, seed=1),
        _run("adam", "adam", 3, seed=2, bias_correction=True),
        _run("momentum", '=1, "β"', 2, seed=3),
        _run("adam", "adam#2", 3, seed=4),
    )
