"""Who is below the goal, since when, and what is told of it."""

from __future__ import annotations

import math
from dataclasses import replace
from math import exp

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import first_below as first_of_all
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.standing import (
    GOAL,
    below_since,
    distance,
    earliest_below,
    first_below,
    gradient_norm,
    has_goal,
    learning_rate,
    standings,
)
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, Divergence
from tuiopt_kernels.drivers import LOSS
from tuiopt_kernels.spec import Minimum, Surface
from tuiopt_kernels.surfaces import SURFACES


def made_up(
    made: ContourScenario, *losses: list[float], diverged: int | None = None
) -> ContourTrace:
    """A trace with these losses; all points are at (1, 1)."""
    runs = []
    for run, values in zip(made.runs, losses, strict=True):
        rows = np.ones((len(values), 8))
        rows[:, LOSS] = values
        astray = Divergence(diverged, "y", "y", math.inf) if diverged == len(values) else None
        runs.append(ContourRunTrace(run, rows, astray, None))
    return ContourTrace(made, tuple(runs), made.steps)


ONE = scenario(setup("gd"), steps=6)
TWO = scenario(setup("gd"), setup("adam"), steps=6)
LOW, HIGH = GOAL / 2, 1.0


def test_since_and_once_agree_with_a_look_at_every_step() -> None:
    made = scenario(setup("momentum", 0.95), setup("adam", 0.3), steps=300, noise=0.1)
    for run in solve(made).runs:
        below = (run.column("loss") < GOAL).tolist()
        assert any(below)
        for step in range(301):
            last_above = max((t for t in range(step + 1) if not below[t]), default=-1)
            assert below_since(run, step) == (last_above + 1 if below[step] else None)
            first = below.index(True) if any(below[: step + 1]) else None
            assert first_below(run, step) == first
        assert first_below(run, 300) == first_of_all(run, GOAL)


def test_a_loss_of_exactly_the_goal_is_not_below_it() -> None:
    (run,) = made_up(ONE, [HIGH, GOAL, np.nextafter(GOAL, 0.0)]).runs
    assert first_below(run, 1) is None
    assert below_since(run, 2) == 2


def test_what_comes_later_is_not_told() -> None:
    trace = made_up(TWO, [HIGH, HIGH, LOW, HIGH, HIGH, LOW, LOW], [0.5] * 7)
    texts = [standings(trace, step)[0].text for step in range(7)]
    lower = ["", "", "lowest, ✓ since 2", "once at 2", "once at 2"]
    assert texts == [*lower, "lowest, ✓ since 5", "lowest, ✓ since 5"]
    assert earliest_below(trace, 1) is None
    assert earliest_below(trace, 2) == (2, [0])


def test_the_first_below_may_be_several_and_may_have_come_back_or_diverged() -> None:
    both = made_up(TWO, [HIGH, HIGH, LOW, HIGH], [HIGH, HIGH, LOW, LOW])
    assert earliest_below(both, 3) == (2, [0, 1])
    gone = made_up(TWO, [HIGH, LOW], [HIGH, HIGH, LOW, LOW, LOW], diverged=2)
    assert earliest_below(gone, 4) == (1, [0])
    assert [standing.text for standing in standings(gone, 4)] == [
        "✗ at 2: |y| → ∞",
        "lowest, ✓ since 2",
    ]


def test_fewer_words_say_less_of_the_same() -> None:
    trace = made_up(TWO, [LOW] * 3, [LOW / 2, HIGH, LOW / 2], diverged=None)
    assert standings(trace, 2)[0].texts == ("✓ since 0", "✓ 0", "✓")
    assert standings(trace, 2)[1].texts == (
        "lowest, ✓ since 2",
        *("lowest", "✓ since 2", "✓ 2", "✓"),
    )
    assert standings(trace, 1)[1].texts == ("once at 0", "once")
    for standing in (*standings(trace, 1), *standings(trace, 2)):
        lengths = [len(text) for text in standing.texts if "lowest" not in text]
        assert lengths == sorted(lengths, reverse=True)


def test_a_run_alone_is_not_called_the_lowest() -> None:
    trace = made_up(ONE, [HIGH, LOW])
    assert [standings(trace, step)[0].text for step in (0, 1)] == ["", "✓ since 1"]


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_the_goal_means_something_where_the_lowest_value_is_zero(surface: Surface) -> None:
    problem = scenario(setup(), surface=surface.name).problem
    lowest = [m for m in surface.minima if m.is_global]
    at = [surface.value(m.x, m.y, problem.params) for m in lowest]
    assert has_goal(problem) == (bool(at) and abs(min(at)) < GOAL)


def test_without_a_known_lowest_value_of_zero_nothing_is_said_of_the_goal() -> None:
    for name in ("two-wells", "saddle"):
        made = scenario(setup("gd", 0.1), setup("gd", 0.2), surface=name, steps=6)
        trace = solve(made)
        for step in range(7):
            for standing in standings(trace, step):
                assert standing.kind in ("racing", "lowest", "still")
                assert "✓" not in standing.text


def test_a_minimum_on_a_pole_is_no_goal() -> None:
    """A plug-in may list one, and divide as Python does."""

    def pole(x: float, y: float, params: object) -> float:
        return 1.0 / (x * x)

    problem = scenario(setup()).problem
    listed = replace(problem.surface, value=pole, minima=(Minimum(0.0, 0.0),))
    assert not has_goal(replace(problem, surface=listed))


def test_the_distance_is_to_the_nearest_minimum() -> None:
    made = scenario(setup("gd", start=(3.0, 2.5)), surface="himmelblau", steps=1)
    trace = solve(made)
    assert distance(made.problem, trace.runs[0], 0) == pytest.approx(0.5, abs=1e-12)
    nowhere = replace(made.problem, surface=replace(made.problem.surface, minima=()))
    assert math.isnan(distance(nowhere, trace.runs[0], 0))


def test_the_learning_rate_is_the_recorded_one_and_at_the_start_the_setting() -> None:
    (run,) = made_up(ONE, [HIGH, HIGH]).runs
    assert learning_rate(run, 0) == 0.1
    assert learning_rate(run, 1) == 1.0
    assert learning_rate(run, 6) == 1.0


def test_a_gradient_that_overflows_is_infinite() -> None:
    """Python's own power and exponential would raise."""

    def gradient(x: float, y: float, params: tuple[float, ...]) -> tuple[float, float]:
        return exp(x * 1000.0), (x * 1e200) ** 2

    made = scenario(setup())
    problem = replace(made.problem, surface=replace(made.problem.surface, gradient=gradient))
    (run,) = made_up(ONE, [HIGH]).runs
    assert gradient_norm(problem, run, 0) == math.inf
