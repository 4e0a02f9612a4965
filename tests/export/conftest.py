"""A race that is written by hand: the export needs no solver to be tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from documents import document_of
from races import scenario, setup

from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, columns


def _run(
    optimizer: str, label: str, steps: int, *, seed: int, bias_correction: bool = False
) -> ContourRunTrace:
    """A run of random numbers, shaped as a solver leaves it: row 0 knows only x, y and loss."""
    run = replace(setup(optimizer, label=label), bias_correction=bias_correction)
    names = columns(run.optimizer)
    rows = np.random.default_rng(seed).standard_normal((steps + 1, len(names)))
    rows[0, [i for i, name in enumerate(names) if name not in ("x", "y", "loss")]] = np.nan
    return ContourRunTrace(run, rows, diverged=None, converged=None)


def _race(*runs: ContourRunTrace) -> ContourTrace:
    made = scenario(*(run.setup for run in runs), steps=max(run.last for run in runs))
    document = document_of({}, "race", "ab" * 32)
    return ContourTrace(replace(made, document=document, title="A race – of π"), runs, made.steps)


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
