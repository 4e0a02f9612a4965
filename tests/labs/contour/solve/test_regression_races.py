"""Races on data: what runs share, pieces and engines, arrival, and how much is done at once."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from tuiopt.labs.contour.edits import other_convention, start_at
from tuiopt.labs.contour.scenario.model import MAX_EVALUATIONS
from tuiopt.labs.contour.screen.solving import beginning
from tuiopt.labs.contour.solve.card import card
from tuiopt.labs.contour.solve.field import field
from tuiopt.labs.contour.solve.race import PIECE, Engine, Race, solve
from tuiopt.labs.contour.solve.standing import distance, gradient_norm, standings
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import parse, resolve
from tuiopt.scenario.model import Scenario
from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.regression_surface import RegressionSurface

TEXT = """\
format = 1
title = "Data"
[problem]
regression = "least-squares"
seed = 7
[data]
name = "line"
samples = {samples}
[play]
steps = {steps}
batch_size = {batch_size}
"""
RUN = "[[runs]]\noptimizer = '{}'\nlearning_rate = {}\n"


def race(
    *runs: str, samples: int = 60, steps: int = 100, batch_size: int = 60, kind: str = ""
) -> Scenario:
    text = TEXT.format(samples=samples, steps=steps, batch_size=batch_size) + "".join(runs)
    if kind == "logistic":
        text = text.replace("least-squares", kind).replace("line", "two-groups")
    return parse(text.encode(), "f", "f")


GD = RUN.format("gd", 0.1)
MOMENTUM = RUN.format("momentum", 0.1)


def test_all_runs_draw_from_one_permutation_an_epoch() -> None:
    """The gradients at α → 0 are those at the start: a batch's is the mean of its samples'."""
    still = RUN.format("gd", 1e-300)
    scenario = race(*(f"{still}batch_size = {size}\n" for size in (1, 7, 30, 60)), steps=120)
    one, seven, thirty, whole = (run.column("grad_x")[1:] for run in solve(scenario).runs)
    for epoch in (0, 1):
        samples = one[60 * epoch : 60 * epoch + 60]
        for i in range(9):
            rows = samples[7 * i : 7 * i + 7]
            assert seven[9 * epoch + i] == pytest.approx(rows.mean(), rel=1e-12)
        halves = samples.reshape(2, 30).mean(axis=1)
        np.testing.assert_allclose(thirty[2 * epoch : 2 * epoch + 2], halves, rtol=1e-12)
        assert whole[epoch] == pytest.approx(samples.mean(), rel=1e-12)
    assert len({tuple(one[:60]), tuple(one[60:])}) == 2


@pytest.mark.parametrize("kind", ["least-squares", "logistic"])
@pytest.mark.parametrize("batch_size", [1, 16, 60])
def test_pieces_and_engines_give_the_same_bits(kind: str, batch_size: int) -> None:
    scenario = race(GD, MOMENTUM, batch_size=batch_size, kind=kind)
    whole = Race(scenario)
    whole.advance(interpreted.trajectory, 100)
    pieces = Race(scenario)
    for upto in (1, 13, 60, 61, 100):
        pieces.advance(compiled.trajectory, upto)
    for one, other in zip(whole.trace().runs, pieces.trace().runs, strict=True):
        np.testing.assert_array_equal(one.rows, other.rows)


def test_loss_is_that_of_all_samples_and_arrival_is_by_their_gradient() -> None:
    batch, one = solve(race(GD, f"{GD}batch_size = 1\n", steps=300)).runs
    problem = race(GD).problem
    for run in (batch, one):
        expected = problem.surface.value(run.column("x"), run.column("y"), ())
        np.testing.assert_allclose(run.column("loss"), expected, rtol=1e-12)
    assert batch.converged is not None
    assert one.converged is None
    assert gradient_norm(problem, batch, 300) < 1e-6
    assert distance(problem, batch, 300) < 1e-6
    gradient = problem.surface.gradient(*one.rows[300, 1:3], ())
    assert gradient_norm(problem, one, 300) == pytest.approx(np.hypot(*gradient), rel=1e-12)


def test_convergence_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    monkeypatch.setattr("tuiopt.labs.contour.solve.race.converged_at", lambda *_: looks.append(1))
    finished = Race(race(GD, GD))
    finished.advance(interpreted.trajectory, 100)
    for _ in range(3):
        finished.trace()
    assert len(looks) == 2


def test_noise_and_l2_join_a_batchs_gradient() -> None:
    plain = race(f"{GD}batch_size = 7\n", steps=1)
    noisy = replace(plain, problem=replace(plain.problem, noise=0.5, start=(0.3, 0.4)))
    noisy = replace(noisy, runs=(replace(plain.runs[0], l2=2.0, start=(0.3, 0.4)),))
    quiet = replace(noisy, problem=replace(noisy.problem, noise=0.0))
    with_noise, without = solve(noisy).runs[0], solve(quiet).runs[0]
    drawn = np.random.default_rng(7).standard_normal((1, 2)) * 0.5
    difference = with_noise.rows[1, 4:6] - without.rows[1, 4:6]
    np.testing.assert_allclose(difference, drawn[0], atol=1e-15)
    update = -0.1 * (without.rows[1, 4:6] + 2.0 * np.array([0.3, 0.4]))
    np.testing.assert_allclose(without.rows[1, 6:8], update, rtol=1e-13)


def test_the_card_works_with_the_batchs_gradient() -> None:
    made = race(f"{MOMENTUM}batch_size = 7\n")
    run = solve(made).runs[0]
    lines, _ = card(made.problem, run, 5)
    assert lines[0].result == tuple(run.rows[5, 4:6])


def test_a_start_may_be_chosen_and_standings_told() -> None:
    trace = solve(resolve(start_at(race(GD, MOMENTUM).document, (1.0, 1.0))))
    assert trace.runs[0].rows[0, 1:3].tolist() == [1.0, 1.0]
    assert len(standings(trace, 50)) == 2


def test_little_is_done_before_the_first_picture() -> None:
    assert beginning(race(GD, MOMENTUM)).solved == 100
    big = race(GD, MOMENTUM, samples=100_000, batch_size=1000)
    assert beginning(big).solved == 0
    assert Race(big).steps_in(PIECE) == 1
    assert Race(race(GD, samples=1000)).steps_in(PIECE) == 199


def test_too_much_work_for_another_run_is_refused() -> None:
    scenario = race(MOMENTUM, samples=1000, steps=MAX_EVALUATIONS // 1000)
    with pytest.raises(ScenarioError, match="for 2 runs and all samples"):
        resolve(other_convention(scenario.document, 0, ["momentum"]))


def test_the_map_is_the_loss() -> None:
    problem = race(GD, kind="logistic").problem
    assert isinstance(problem.surface, RegressionSurface)
    values = field(problem, problem.view, 40, 30)
    (left, right), (bottom, top) = problem.view
    x, y = left + (right - left) * 10.5 / 40, top - (top - bottom) * 20.5 / 30
    assert values[20, 10] == pytest.approx(float(problem.surface.value(x, y, ())), rel=1e-5)


@pytest.mark.parametrize("engine", [interpreted.trajectory, compiled.trajectory])
def test_newton_is_at_the_minimum_of_a_quadratic_after_one_step(engine: Engine) -> None:
    made = race('[[runs]]\noptimizer = "newton"\n', steps=1)
    going = Race(made)
    going.advance(engine, 1)
    run = going.trace().runs[0]
    (minimum,) = made.problem.surface.minima
    assert run.rows[1, 1:3] == pytest.approx((minimum.x, minimum.y), rel=1e-12)
    lines, _ = card(made.problem, run, 1)
    assert lines[-1].result == tuple(run.rows[1, 1:3])


@pytest.mark.parametrize("engine", [interpreted.trajectory, compiled.trajectory])
def test_data_is_kept_no_longer_than_its_race(engine: Engine) -> None:
    """Drivers are kept by optimizer and regression, functions of a surface only where plain."""
    scenario = race(GD, RUN.format("newton", 1.0), steps=5)
    surface = scenario.problem.surface
    assert isinstance(surface, RegressionSurface)
    kept = weakref.ref(surface.mean_loss)
    raced = Race(scenario)
    raced.advance(engine, 5)
    trace = raced.trace()
    standings(trace, 5)
    card(scenario.problem, trace.runs[1], 5)
    field(scenario.problem, scenario.problem.view, 4, 4)
    del scenario, surface, raced, trace
    gc.collect()
    assert kept() is None
