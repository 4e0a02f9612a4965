"""Newton's method: the only rule that looks at the Hessian, held against solvers of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.card import card
from tuiopt.labs.contour.solve.race import Engine, Race, solve
from tuiopt.labs.contour.solve.standing import standings, why
from tuiopt.labs.contour.solve.trace import ContourTrace, Divergence
from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.expression import evaluate
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Floats, Surface
from tuiopt_kernels.surfaces import SURFACES

Curvature = Callable[[float, float], tuple[np.ndarray, np.ndarray]]
"""The gradient (2,) and the Hessian (2, 2) at a point."""

ENGINES = (interpreted.trajectory, compiled.trajectory)

STARTS = {"rosenbrock": (-1.5, 2.0), "himmelblau": (4.5, 4.0), "beale": (3.2, 0.6)}
"""From where the runs come to rest, so that rounding does not grow."""


def race(
    surface: str,
    start: tuple[float, float],
    *,
    alpha: float = 1.0,
    damping: float = 0.0,
    l2: float = 0.0,
    noise: float = 0.0,
    steps: int = 30,
) -> ContourTrace:
    run = replace(setup("newton", alpha, start=start, l2=l2), hyper=(damping,))
    return solve(scenario(run, surface=surface, steps=steps, noise=noise))


def advanced(made: ContourScenario, engine: Engine) -> ContourTrace:
    run = Race(made)
    run.advance(engine, made.steps)
    return run.trace()


def by_numpy(
    curvature: Curvature, start: tuple[float, float], alpha: float, shift: Floats, steps: int
) -> np.ndarray:
    """(steps + 1, 2): x ← x − α (H + (damping + λ)I)⁻¹ (∇f + λx), for `shift` (damping, λ)."""
    damping, l2 = shift
    x = np.array(start)
    points = [x]
    for _ in range(steps):
        g, h = curvature(*x.tolist())
        x = x - alpha * np.linalg.solve(h + (damping + l2) * np.eye(2), g + l2 * x)
        points.append(x)
    return np.array(points)


def ours(surface: Surface) -> Curvature:
    def at(x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
        xx, xy, yy = surface.hessian(x, y, ())
        return np.array(surface.gradient(x, y, ())), np.array([[xx, xy], [xy, yy]])

    return at


def by_torch(surface: str) -> Curvature:
    torch = pytest.importorskip("torch")
    from surface_cases import SURFACE_CASES

    f = next(case.f for case in SURFACE_CASES if case.surface == surface)

    def at(x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
        point = torch.tensor([x, y], dtype=torch.float64)

        def value(at: object) -> object:
            return f(torch, at[0], at[1])  # type: ignore[index]

        slope = torch.autograd.functional.jacobian(value, point)
        return slope.numpy(), torch.autograd.functional.hessian(value, point).numpy()

    return at


@pytest.mark.parametrize("reference", [lambda name: ours(SURFACES[name]), by_torch])
@pytest.mark.parametrize("settings", [(1.0, 0.0, 0.0), (0.5, 0.3, 0.1)])
@pytest.mark.parametrize("surface", STARTS)
def test_agrees_with_numpys_solver(
    surface: str, settings: Floats, reference: Callable[[str], Curvature]
) -> None:
    alpha, damping, l2 = settings
    start = STARTS[surface]
    run = race(surface, start, alpha=alpha, damping=damping, l2=l2).runs[0]
    expected = by_numpy(reference(surface), start, alpha, (damping, l2), run.last)
    got = np.column_stack((run.column("x"), run.column("y")))
    assert run.last == 30
    assert np.all(np.abs(got - expected) <= 1e-12 * np.abs(expected).max())


@pytest.mark.parametrize("surface", ["ravine", "bowl"])
@pytest.mark.parametrize("start", [(-7.0, 2.0), (1e-3, 1e6), (0.1, -0.7)])
def test_a_quadratics_minimum_is_one_step_away(surface: str, start: tuple[float, float]) -> None:
    run = race(surface, start, steps=3).runs[0]
    at = run.column("x")[1], run.column("y")[1]
    assert at == pytest.approx((0.0, 0.0), abs=1e-15 * max(map(abs, start)))
    assert run.converged == 1


def booth() -> Surface:
    """(x + 2y − 7)² + (2x + y − 5)²: a quadratic that couples x and y."""
    return replace(
        SURFACES["bowl"],
        value=lambda x, y, params: (x + 2.0 * y - 7.0) ** 2 + (2.0 * x + y - 5.0) ** 2,
        gradient=lambda x, y, params: (10.0 * x + 8.0 * y - 34.0, 8.0 * x + 10.0 * y - 38.0),
        hessian=lambda x, y, params: (10.0, 8.0, 10.0),
    )


def test_a_quadratics_minimum_is_one_step_away_where_x_and_y_are_coupled() -> None:
    made = scenario(setup("newton", 1.0, start=(-8.0, 8.0)), steps=2)
    made = replace(made, problem=replace(made.problem, surface=booth(), params=()))
    run = solve(made).runs[0]
    assert run.rows[1, 1:3] == pytest.approx((1.0, 3.0), abs=1e-14)


def test_rosenbrocks_valley_takes_a_few_steps() -> None:
    run = race("rosenbrock", (-1.5, 2.0)).runs[0]
    assert run.converged is not None
    assert run.converged <= 8
    assert (run.column("x")[-1], run.column("y")[-1]) == pytest.approx((1.0, 1.0))


def test_a_saddle_attracts_it() -> None:
    run = race("saddle", (-1.5, 0.5), steps=2).runs[0]
    assert run.rows[1, 1:3] == pytest.approx((0.0, 0.0), abs=1e-15)


def test_the_interpreter_and_a_kernel_give_the_same_bits() -> None:
    made = scenario(setup("newton", 0.5, start=(1.0, 1.5)), surface="beale", steps=60, noise=0.1)
    one, other = (advanced(made, engine).runs[0].rows for engine in ENGINES)
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_singular_hessian_ends_the_run_and_is_named(engine: Engine) -> None:
    """−2 on the saddle's diagonal and damping 2 leave a row of zeros."""
    run = replace(setup("newton", 1.0, start=(-1.5, 0.5)), hyper=(2.0,))
    trace = advanced(scenario(run, surface="saddle", steps=60), engine)
    assert trace.runs[0].last == 0
    assert trace.runs[0].diverged == Divergence(1, "singular Hessian", None, None)
    assert why(trace.runs[0].diverged) == "singular Hessian"
    assert standings(trace, 1)[0].text == "✗ at 1: singular Hessian"


def test_every_rule_that_looks_at_the_hessian_is_held_here() -> None:
    assert [name for name, spec in OPTIMIZERS.items() if spec.solve is not None] == ["newton"]


@pytest.mark.parametrize("l2", [0.0, 0.1])
@pytest.mark.parametrize("surface", STARTS)
def test_the_cards_lines_solve_for_the_step(surface: str, l2: float) -> None:
    """With the Hessian's numbers at the point before, for x and y crosswise."""
    trace = race(surface, STARTS[surface], damping=0.25, l2=l2, noise=0.5)
    run, problem = trace.runs[0], trace.scenario.problem
    for step in (1, 2, 3, 10, 30):
        worked = {line.name: line for line in card(problem, run, step)[0]}
        x, y = run.rows[step - 1, 1:3].tolist()
        xx, xy, yy = problem.surface.hessian(x, y, ())
        assert worked["h"].result == pytest.approx((xx + 0.25 + l2, yy + 0.25 + l2))
        assert worked["c"].result == (xy, xy)
        assert worked["det"].result[0] == worked["det"].result[1]
        for line in worked.values():
            for operands, result in zip(line.operands, line.result, strict=True):
                assert evaluate(line.expression, operands) == pytest.approx(result, rel=1e-9)
