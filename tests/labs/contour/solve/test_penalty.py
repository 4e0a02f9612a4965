"""Where an L2 penalty moves the minima to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.penalty import penalised_minima
from tuiopt.labs.contour.solve.race import solve
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.regression_surface import regression_surface
from tuiopt_kernels.regressions import REGRESSIONS
from tuiopt_kernels.surfaces import SURFACES

LAMBDAS = (1e-6, 0.1, 1.0, 30.0, 1e6)


def problem_on(surface: str) -> Problem:
    return scenario(setup(start=(1.0, 1.0)), surface=surface).problem


def slope(problem: Problem, l2: float, x: float, y: float) -> float:
    """The penalised gradient's norm, in units of its two parts."""
    gx, gy = problem.surface.gradient(x, y, problem.params)
    return float(np.hypot(gx + l2 * x, gy + l2 * y) / (1.0 + np.hypot(gx, gy)))


@pytest.mark.parametrize("l2", LAMBDAS)
@pytest.mark.parametrize("name", ["booth", "matyas", "bowl", "ravine"])
def test_of_a_quadratic_it_is_the_solution_of_two_equations(name: str, l2: float) -> None:
    """(H + λI) x = H x*."""
    problem = problem_on(name)
    (least,) = problem.surface.minima
    xx, xy, yy = problem.surface.hessian(0.0, 0.0, problem.params)
    hessian = np.array([[xx, xy], [xy, yy]])
    exact = np.linalg.solve(hessian + l2 * np.eye(2), hessian @ [least.x, least.y])
    (found,) = penalised_minima(problem, l2)
    assert found == pytest.approx(exact, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize("l2", LAMBDAS)
@pytest.mark.parametrize("name", SURFACES)
def test_the_penalised_gradient_is_zero_there_and_every_way_leads_up(name: str, l2: float) -> None:
    problem = problem_on(name)
    found = penalised_minima(problem, l2)
    assert len(set(found)) == len(found) <= max(len(problem.surface.minima), 1)
    assert found or not problem.surface.minima
    for x, y in found:
        xx, xy, yy = problem.surface.hessian(x, y, problem.params)
        low, high = np.linalg.eigvalsh([[xx + l2, xy], [xy, yy + l2]])
        assert low > 0.0
        assert slope(problem, l2, x, y) <= 1e-14 * (1.0 + high) * (1.0 + np.hypot(x, y))


def test_a_small_penalty_leaves_as_many_minima_and_a_large_one_a_single_one() -> None:
    problem = problem_on("himmelblau")
    assert len(penalised_minima(problem, 0.1)) == 4
    (only,) = penalised_minima(problem, 1000.0)
    assert np.hypot(*only) < 0.1


def test_where_f_has_no_minimum_the_penalty_may_make_one() -> None:
    saddle = problem_on("saddle")  # x² − y²: curved by −2 in y
    assert penalised_minima(saddle, 1.9) == ()
    assert penalised_minima(saddle, 2.1) == ((0.0, 0.0),)


def test_classes_that_do_not_overlap_have_a_minimum_only_with_a_penalty() -> None:
    inputs, targets = np.array([-2.0, -1.0, 1.0, 2.0]), np.array([0.0, 0.0, 1.0, 1.0])
    surface = regression_surface(REGRESSIONS["logistic"], inputs, targets, (0.0, 0.0))
    problem = replace(problem_on("bowl"), surface=surface, params=())
    assert not surface.minima
    ((w, b),) = penalised_minima(problem, 0.1)
    assert w > 0.5
    assert slope(problem, 0.1, w, b) < 1e-15


def test_a_run_with_a_penalty_ends_there() -> None:
    inputs, targets = DATASETS["line"].make(200, 0.5, np.random.default_rng(0))
    surface = regression_surface(REGRESSIONS["least-squares"], inputs, targets, (0.0, 0.0))
    run = setup("gd", 0.2, start=(0.0, 0.0), l2=0.5)
    made = scenario(run, steps=2000)
    made = replace(made, problem=replace(made.problem, surface=surface, params=()))
    end = solve(made).runs[0].rows[-1, 1:3]
    (found,) = penalised_minima(made.problem, 0.5)
    assert found == pytest.approx(end, rel=1e-13)


def test_where_f_has_no_value_nothing_is_found() -> None:
    def nowhere(x: float, y: float, params: tuple[float, ...]) -> tuple[float, float]:
        raise ZeroDivisionError

    problem = problem_on("bowl")
    broken = replace(problem, surface=replace(problem.surface, gradient=nowhere))
    assert penalised_minima(broken, 0.1) == ()


@pytest.mark.parametrize("name", SURFACES)
def test_a_search_looks_at_few_points(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look is a pass over all samples where there is data."""
    problem, value, looks = problem_on(name), Problem.value, []

    def counted(self: Problem, x: float, y: float) -> float:
        looks.append((x, y))
        return value(self, x, y)

    monkeypatch.setattr(Problem, "value", counted)
    penalised_minima(problem, 0.123)
    assert 0 < len(looks) <= 20 * max(len(problem.surface.minima), 1)
