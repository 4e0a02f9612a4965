"""A start of one's own, and momentum in its two conventions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from races import scenario, scheduled, setup

from tuiopt.labs.contour import solve
from tuiopt.scenario.model import ContourScenario
from tuiopt.session.edits import RefusedError, other_convention, start_at
from tuiopt.session.session import Session
from tuiopt_kernels import formulas

FILE = scenario(setup("gd"), setup("momentum", 0.1), setup("adam"), steps=20)


def labels(made: ContourScenario) -> list[str]:
    return [run.label for run in made.runs]


def test_every_run_starts_at_the_chosen_point() -> None:
    trace = solve(start_at(FILE, (3.0, -1.0)))
    for run in trace.runs:
        assert run.rows[0, 1:3].tolist() == [3.0, -1.0]
    assert trace.scenario.problem.start == (3.0, -1.0)


def test_a_start_without_a_finite_value_is_refused() -> None:
    surface = replace(FILE.problem.surface, value=lambda x, y, params: float("inf"))
    broken = replace(FILE, problem=replace(FILE.problem, surface=surface))
    with pytest.raises(RefusedError, match="not finite"):
        start_at(broken, (0.0, 0.0))


def test_a_surface_that_divides_by_0_has_no_finite_value_there() -> None:
    surface = replace(FILE.problem.surface, value=lambda x, y, params: y / x)
    problem = replace(FILE.problem, surface=surface)
    assert problem.value(2.0, 1.0) == 0.5
    assert np.isnan(problem.value(0.0, 1.0))


@pytest.mark.parametrize("point", [(0.0, 1.0), (-1.0, 1.0), (1.0, 800.0)])
def test_a_start_at_a_pole_of_a_formula_is_refused(point: tuple[float, float]) -> None:
    """Where Python would divide by 0, take a logarithm that there is not, or overflow."""
    surface = formulas.surface("1/x + log(x) + exp(y)", ((-2.0, 2.0), (-2.0, 2.0)), (1.0, 1.0))
    poles = replace(FILE, problem=replace(FILE.problem, surface=surface, params=()))
    with pytest.raises(RefusedError, match="not finite"):
        start_at(poles, point)


def test_the_other_convention_joins_and_leaves() -> None:
    both = other_convention(FILE, 1)
    assert labels(both) == [*labels(FILE), "momentum no (1−β)"]
    made = both.runs[3]
    assert (made.optimizer.name, made.learning_rate, made.hyper) == ("heavy-ball", 0.1, (0.9,))
    assert other_convention(both, 1) == FILE
    assert other_convention(both, 3) == FILE


def test_without_the_factor_the_steps_are_those_of_a_larger_learning_rate() -> None:
    both = other_convention(FILE, 1)
    larger = replace(both.runs[1], learning_rate=both.runs[1].learning_rate / (1 - 0.9))
    trace = solve(replace(both, runs=(larger, both.runs[3])))
    with_factor, without = (run.rows[:, 1:3] for run in trace.runs)
    np.testing.assert_allclose(with_factor, without, rtol=1e-9, atol=1e-12)


def test_the_other_convention_keeps_the_schedule() -> None:
    falling = scheduled(setup("momentum", 0.1), "cosine")
    made = other_convention(scenario(falling, steps=20), 0)
    assert made.runs[1].scheduling == falling.scheduling
    with_factor, without = (run.column("learning_rate")[1:] for run in solve(made).runs)
    np.testing.assert_array_equal(with_factor, without)
    assert other_convention(made, 1).runs == (falling,)


def test_another_start_keeps_the_schedule() -> None:
    falling = scheduled(setup("gd"), "exponential")
    assert start_at(scenario(falling), (1.0, 1.0)).runs[0].scheduling == falling.scheduling


def test_a_heavy_ball_gets_the_form_with_the_factor() -> None:
    made = other_convention(scenario(setup("heavy-ball"), steps=20), 0).runs[1]
    assert (made.optimizer.name, made.label) == ("momentum", "heavy-ball (1−β)")


def test_what_has_no_other_convention_is_refused() -> None:
    with pytest.raises(RefusedError, match="momentum and heavy-ball"):
        other_convention(FILE, 0)
    corrected = replace(FILE.runs[1], bias_correction=True)
    with pytest.raises(RefusedError, match="bias correction"):
        other_convention(replace(FILE, runs=(corrected,)), 0)
    full = replace(FILE, runs=(FILE.runs[1], *(FILE.runs[0] for _ in range(7))))
    with pytest.raises(RefusedError, match="8 runs"):
        other_convention(full, 0)
    long = replace(FILE, steps=1_000_000, runs=tuple(FILE.runs[1:2]) * 4)
    with pytest.raises(RefusedError, match="recorded steps"):
        other_convention(long, 0)


def test_the_same_place_in_the_changed_race() -> None:
    session = Session.begin(solve(FILE)).pick(1).go_to(7).hide(2)
    both = session.edited(solve(other_convention(FILE, 1)))
    assert (both.cursor, both.selected, both.hidden) == (7, 1, {2})
    back = both.pick(3).hide(3).edited(solve(FILE))
    assert (back.cursor, back.selected, back.hidden) == (7, 0, {2})
