"""Times two engines in turn, so that what slows the machine for a while slows both."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from pairs import Pair
from prepared import Arguments

from tuiopt_kernels import compiled

Timed = Callable[[], float]
"""Runs once and tells the seconds a step."""

Run = Callable[[Arguments], int]
"""A trajectory driver with its arguments as one."""


class Contest(NamedTuple):
    """Two engines on the same problem."""

    name: str
    one: Timed
    other: Timed


class Result(NamedTuple):
    """Medians: seconds a step of both, and one / other, with the range of its middle half."""

    one: float
    other: float
    ratio: float
    spread: float


def timed(run: Run, a: Arguments) -> Timed:
    def once() -> float:
        fresh = a._replace(state=a.state.copy())  # of the arrays only the record is changed
        began = perf_counter()
        steps = run(fresh)
        ended = perf_counter()
        assert steps == len(a.out), f"diverged at step {steps + 1}"
        return (ended - began) / steps

    return once


def kernel(pair: Pair) -> Timed:
    trajectory = compiled.trajectory(pair.optimizer, pair.surface)
    return timed(lambda a: trajectory(*a), pair.arguments())


def measure(contest: Contest, repeats: int) -> Result:
    """Both in turn, once more than `repeats`: the first turn warms up."""
    times = [(contest.one(), contest.other()) for _ in range(1 + repeats)][1:]
    low, ratio, high = statistics.quantiles((a / b for a, b in times), n=4)
    one, other = (statistics.median(column) for column in zip(*times, strict=True))
    return Result(one, other, ratio, high - low)
