"""The learning rates of a run's steps, and how one of them came about."""

from __future__ import annotations

import ast
import math

import numpy as np

from tuiopt.scenario.model import OptimizerRun
from tuiopt_kernels import rates as kernels
from tuiopt_kernels.data import Array
from tuiopt_kernels.expression import branch, parse


def rates(setup: OptimizerRun, steps: int) -> Array:
    """(steps,): α_t of a run of so many steps, row t−1 for step t; (1,) where it stays."""
    given = setup.scheduling
    if given is None:
        return np.array([setup.learning_rate])
    return kernels.rates(
        given.schedule, setup.learning_rate, given.hyper, given.steps_per_epoch, steps
    )


def worked(setup: OptimizerRun, steps: int, step: int) -> tuple[ast.expr, dict[str, float]] | None:
    """The expression of α_t at a step, and the numbers that it names; None where α stays.

    Of a schedule in parts the expression is the part that holds at that step.
    """
    given = setup.scheduling
    if given is None:
        return None
    values = {
        "alpha0": setup.learning_rate,
        "t": float(step),
        "k": float(1 + (step - 1) // given.steps_per_epoch),
        "T": float(steps),
        "pi": math.pi,
    }
    values |= zip((h.name for h in given.schedule.hyper), given.hyper, strict=True)
    return branch(parse(given.schedule.expression), values), values
