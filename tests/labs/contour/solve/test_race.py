"""Races: what is recorded, where runs diverge and converge."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.labs.contour.solve.race import Race, first_below, solve
from tuiopt.labs.contour.solve.standing import lowest, standings
from tuiopt.labs.contour.solve.trace import Divergence
from tuiopt_kernels import interpreted


def test_row_zero_is_the_start_and_row_t_is_step_t() -> None:
    (run,) = solve(scenario(setup("gd", 0.5), steps=3)).runs
    assert run.rows[0, 1:4].tolist() == [-7.0, 2.0, 49 / 20 + 4]
    assert np.isnan(run.rows[0, 4:]).all()
    assert math.isnan(run.rows[0, 0])
    x, y = -7.0, 2.0
    for t in range(1, 4):
        gx, gy = 2.0 * x / 20.0, 2.0 * y
        x, y = x - 0.5 * gx, y - 0.5 * gy
        assert run.rows[t].tolist() == [0.5, x, y, x * x / 20 + y * y, gx, gy, -0.5 * gx, -0.5 * gy]


def test_a_trace_cannot_be_written_to() -> None:
    (run,) = solve(scenario(setup())).runs
    with pytest.raises(ValueError, match="read-only"):
        run.rows[0, 1] = 0.0
    with pytest.raises(ValueError, match="read-only"):
        run.column("x")[0] = 0.0


def test_pieces_of_any_size_give_the_same_trace() -> None:
    made = scenario(setup("adam"), setup("momentum"), steps=50, noise=0.2)
    race = Race(made)
    for upto in (1, 2, 30, 31, 50):
        race.advance(interpreted.trajectory, upto)
        assert race.solved == upto
    for one, other in zip(race.trace().runs, solve(made).runs, strict=True):
        np.testing.assert_array_equal(one.rows, other.rows)


def test_a_stop_flag_ends_the_work() -> None:
    race = Race(scenario(setup(), steps=50))
    race.advance(interpreted.trajectory, 50, lambda: True)
    assert race.solved == 0


def test_noise_is_the_same_for_every_run_and_is_drawn_as_documented() -> None:
    made = scenario(setup("gd"), setup("gd", 0.2), steps=20, noise=0.5, seed=7)
    expected = np.random.default_rng(7).standard_normal((20, 2)) * 0.5
    for run in solve(made).runs:
        clean = np.array([2.0 * run.column("x")[:-1] / 20.0, 2.0 * run.column("y")[:-1]]).T
        noisy = np.array([run.column("grad_x")[1:], run.column("grad_y")[1:]]).T
        np.testing.assert_allclose(noisy - clean, expected, atol=1e-14)


def test_l2_joins_the_rules_gradient_and_not_the_recorded_one() -> None:
    (run,) = solve(scenario(setup("gd", 0.1, l2=3.0), steps=1)).runs
    assert run.column("grad_x")[1] == 2.0 * -7.0 / 20.0
    assert run.column("update_x")[1] == -0.1 * (2.0 * -7.0 / 20.0 + 3.0 * -7.0)
    assert run.column("loss")[1] == run.column("x")[1] ** 2 / 20.0 + run.column("y")[1] ** 2


def test_a_run_that_leaves_the_domain_by_a_million_widths_diverges_and_the_others_go_on() -> None:
    wild, tame = solve(scenario(setup("gd", 3.0), setup("gd", 0.1), steps=60)).runs
    # y changes by the factor 1 − 2α = −5 a step; the border is at 10 + 1e6·20.
    step = math.ceil(math.log((10 + 2e7) / 2, 5))
    assert wild.diverged is not None
    assert (wild.diverged.step, wild.diverged.quantity, wild.diverged.axis) == (step, "y", "y")
    assert wild.last == step - 1
    assert tame.last == 60
    assert tame.diverged is None


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (setup("gd", 1e300, start=(0.0, 1e6)), Divergence(1, "y", "y", -2e306)),
        (setup("rmsprop", 0.1, start=(1e6, 0.0), l2=1e200), Divergence(1, "s", "x", math.inf)),
        (setup("heavy-ball", 1e-9, start=(0.0, 1e6), l2=1e303), Divergence(1, "v", "y", math.inf)),
    ],
)
def test_the_first_quantity_that_goes_astray_is_told(run: ContourRun, expected: Divergence) -> None:
    """With an l2 so large, λx overflows: the slots are infinite while x has not moved yet."""
    (found,) = solve(scenario(run, steps=5)).runs
    assert found.diverged == expected
    assert found.last == 0


def test_a_loss_that_overflows_is_divergence_too() -> None:
    """Himmelblau's fourth power is infinite at 1e78 and more, where x itself is still fine."""
    made = scenario(setup("gd", 1e61, start=(1e6, 0.0)), surface="himmelblau", steps=3)
    surface = replace(made.problem.surface, domain=((-1e80, 1e80), (-1e80, 1e80)))
    wide = replace(made, problem=replace(made.problem, surface=surface))
    (found,) = solve(wide).runs
    assert found.diverged == Divergence(1, "f", None, math.inf)
    assert np.isfinite(found.column("loss")).all()


def test_convergence_holds_from_its_step_on_and_not_before() -> None:
    (run,) = solve(scenario(setup("gd", 0.5), steps=2000)).runs
    assert run.converged is not None
    gx, gy = 2.0 * run.column("x") / 20.0, 2.0 * run.column("y")
    norms = np.hypot(gx, gy)
    threshold = 1e-6 * max(1.0, norms[0])
    assert (norms[run.converged :] <= threshold).all()
    assert norms[run.converged - 1] > threshold


def test_a_run_that_passes_over_the_minimum_has_not_converged() -> None:
    """At some step it may be at rest for a moment; at the end it must still be."""
    (run,) = solve(scenario(setup("momentum", 0.95), steps=100)).runs
    assert run.converged is None


def test_a_saddle_is_not_a_minimum_to_converge_to() -> None:
    made = scenario(setup("gd", 0.1, start=(-1.5, 0.0)), surface="saddle", steps=400)
    (run,) = solve(made).runs
    assert abs(run.column("x")[-1]) < 1e-30
    assert run.converged is None


def test_a_run_that_starts_at_the_minimum_has_converged_at_zero() -> None:
    (run,) = solve(scenario(setup("adam", 0.1, start=(0.0, 0.0)))).runs
    assert run.converged == 0
    assert (run.column("loss") == 0.0).all()


def test_convergence_looks_back_over_several_pieces() -> None:
    (run,) = solve(scenario(setup("gd", 0.5), steps=5000)).runs
    (short,) = solve(scenario(setup("gd", 0.5), steps=1000)).runs
    assert run.converged == short.converged


def test_first_below_is_the_first_step_below_not_the_last() -> None:
    (run,) = solve(scenario(setup("momentum", 0.95), steps=100)).runs
    step = first_below(run, 0.5)
    assert step is not None
    assert run.column("loss")[step] < 0.5
    assert (run.column("loss")[:step] >= 0.5).all()
    assert first_below(run, -1.0) is None


def test_the_lowest_run_is_never_one_that_has_diverged() -> None:
    trace = solve(scenario(setup("gd", 3.0), setup("gd", 0.01), steps=60))
    assert lowest(trace, 0) == 0
    assert lowest(trace, 60) == 1


def test_standings_tell_nothing_of_the_future() -> None:
    trace = solve(scenario(setup("gd", 3.0), setup("gd", 0.5), steps=1000))
    wild, tame = trace.runs
    assert wild.diverged is not None
    assert tame.converged is not None
    at, since = wild.diverged.step, tame.converged
    assert standings(trace, at - 1)[0].kind == "racing"
    assert standings(trace, at)[0].text == f"✗ at {at}: |y| → ∞"
    assert standings(trace, since - 1)[1].kind == "lowest"
    assert standings(trace, since)[1].text == f"✓ converged at {since}"


def test_a_gradient_of_exactly_zero_is_told() -> None:
    made = scenario(setup("gd", 0.1, start=(0.0, 0.0)), surface="saddle", steps=3)
    trace = solve(made)
    assert standings(trace, 2)[0].text == "no gradient"
    assert trace.runs[0].last == 3
