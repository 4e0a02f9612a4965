"""Every surface: value, gradient, Hessian against autograd; minima and saddles against mpmath."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import mpmath
import numpy as np
import pytest
from references import Arrays, both_sources, surface_reference
from surface_cases import SURFACE_CASES, SurfaceCase

from tuiopt_kernels import arrays
from tuiopt_kernels.spec import Floats, Surface
from tuiopt_kernels.surfaces import SURFACES

every_case = pytest.mark.parametrize("case", SURFACE_CASES, ids=lambda case: case.key)


def known(case: SurfaceCase) -> tuple[Surface, Floats]:
    surface = SURFACES[case.surface]
    return surface, tuple(case.params.get(p.name, p.default) for p in surface.params)


def inside(case: SurfaceCase, x: float, y: float) -> bool:
    return case.x[0] <= x <= case.x[1] and case.y[0] <= y <= case.y[1]


def scalar(surface: Surface, points: np.ndarray, params: Floats) -> Arrays:
    def each(function: Callable[..., object]) -> np.ndarray:
        return np.array([function(x, y, params) for x, y in points.tolist()])

    return {name: each(getattr(surface, name)) for name in ("value", "gradient", "hessian")}


def elementwise(surface: Surface, points: np.ndarray, params: Floats) -> Arrays:
    x, y = points.T
    return {
        "value": arrays.value(surface, x, y, params),
        "gradient": np.stack(arrays.gradient(surface, x, y, params), axis=1),
        "hessian": np.stack(arrays.hessian(surface, x, y, params), axis=1),
    }


def test_every_surface_has_a_case() -> None:
    assert {case.surface for case in SURFACE_CASES if not case.params} == set(SURFACES)


@every_case
def test_domain_and_start_are_the_promised_ones(case: SurfaceCase) -> None:
    surface, _ = known(case)
    assert surface.domain == (case.x, case.y)
    assert surface.start == case.start
    assert inside(case, *surface.start)


@both_sources
@pytest.mark.parametrize("evaluate", [scalar, elementwise])
@every_case
def test_agrees_with_autograd(case: SurfaceCase, evaluate: Callable, source: str) -> None:
    expected = surface_reference(case, source)
    surface, params = known(case)
    got = evaluate(surface, expected["points"], params)
    xx, xy, yy = expected["hessian"].T
    hessian_norm = np.sqrt(xx * xx + 2.0 * xy * xy + yy * yy)
    gradient_norm = np.linalg.norm(expected["gradient"], axis=1)
    allowed = 1e-12 * (np.abs(expected["value"]) + gradient_norm + hessian_norm)
    for name in ("value", "gradient", "hessian"):
        off = np.abs(got[name] - expected[name]).T
        assert np.all(off - allowed <= 0.0), name


def stationary(case: SurfaceCase) -> Iterator[tuple[float, float, bool]]:
    """x, y, whether a minimum, of every smooth point that a surface lists."""
    surface, _ = known(case)
    yield from ((m.x, m.y, True) for m in surface.minima if m.smooth)
    yield from ((x, y, False) for x, y in surface.saddles)


def regular(case: SurfaceCase) -> Iterator[tuple[float, float, bool]]:
    """Those of them that the Hessian tells of."""
    yield from (point for point in stationary(case) if point[:2] not in case.degenerate)


@every_case
def test_stationary_points_are_exact(case: SurfaceCase) -> None:
    """Each literal is the float64 nearest to the point that Newton finds with 40 digits."""

    def slope(x: object, y: object) -> tuple[object, object]:
        def f(u: object, v: object) -> object:
            return case.f(mpmath, u, v)

        return mpmath.diff(f, (x, y), (1, 0)), mpmath.diff(f, (x, y), (0, 1))

    with mpmath.workdps(40):
        for x, y, _ in regular(case):
            found = mpmath.findroot(slope, (x, y), tol=1e-25)
            # A coordinate that is 0 comes out as the rest of the search, 1e-30 or so.
            assert (x, y) == tuple(float(mpmath.chop(c, 1e-22)) for c in found)


@every_case
def test_stationary_points_have_the_right_curvature(case: SurfaceCase) -> None:
    surface, params = known(case)
    for x, y, is_minimum in regular(case):
        xx, xy, yy = surface.hessian(x, y, params)
        low, high = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
        assert low > 0.0 if is_minimum else low < 0.0 < high
        # The point is known to half a unit in the last place, and so is each term of the gradient.
        rounding = 8.0 * np.finfo(float).eps * max(high, -low) * (1.0 + np.hypot(x, y))
        assert np.hypot(*surface.gradient(x, y, params)) <= rounding


degenerate_points = [(case, point) for case in SURFACE_CASES for point in case.degenerate]


@pytest.mark.parametrize(("case", "point"), degenerate_points)
def test_degenerate_saddles_go_up_and_down(case: SurfaceCase, point: tuple[float, float]) -> None:
    """Where the Hessian is singular and the gradient 0, f itself tells that it is a saddle."""
    surface, params = known(case)
    assert point in surface.saddles
    xx, xy, yy = surface.hessian(*point, params)
    assert xx * yy == xy * xy
    assert surface.gradient(*point, params) == (0.0, 0.0)
    angle = np.linspace(0.0, 2.0 * np.pi, 100)
    x, y = point[0] + 1e-3 * np.cos(angle), point[1] + 1e-3 * np.sin(angle)
    around = arrays.value(surface, x, y, params) - surface.value(*point, params)
    assert around.min() < 0.0 < around.max()


def kinks(case: SurfaceCase) -> list[tuple[float, float]]:
    return [(m.x, m.y) for m in known(case)[0].minima if not m.smooth]


@pytest.mark.parametrize(
    ("case", "point"), [(case, point) for case in SURFACE_CASES for point in kinks(case)]
)
@pytest.mark.parametrize("evaluate", [scalar, elementwise])
def test_a_kink_has_a_gradient_of_0_and_a_finite_hessian(
    case: SurfaceCase, point: tuple[float, float], evaluate: Callable
) -> None:
    """So that a run which gets there stays; close by, the gradient is that of the flanks."""
    surface, params = known(case)
    x, y = point
    nearby = [(x + dx, y + dy) for dx, dy in 1e-9 * np.array([(1, 0), (-1, 0), (0, 1), (0, -1)])]
    got = evaluate(surface, np.array([point, *nearby]), params)
    assert got["gradient"][0].tolist() == [0.0, 0.0]
    assert np.linalg.norm(got["gradient"][1:], axis=1).min() > 1.0
    assert np.isfinite(got["hessian"]).all()


def reached_by_newton(case: SurfaceCase) -> set[tuple[float, float, bool]]:
    """The minima and saddles inside the domain that Newton's method finds from a dense grid."""
    surface, params = known(case)
    x, y = (c.ravel() for c in np.meshgrid(np.linspace(*case.x, 80), np.linspace(*case.y, 80)))
    with np.errstate(all="ignore"):
        for _ in range(60):
            gx, gy = arrays.gradient(surface, x, y, params)
            xx, xy, yy = arrays.hessian(surface, x, y, params)
            determinant = xx * yy - xy * xy
            dx, dy = (yy * gx - xy * gy) / determinant, (xx * gy - xy * gx) / determinant
            x, y = x - dx, y - dy
        settled = np.abs(dx) + np.abs(dy) < 1e-10
    no_maximum = (determinant < 0.0) | (xx > 0.0)
    ends = zip(x, y, determinant > 0.0, settled & no_maximum, strict=True)
    # Adding 0.0 makes -0.0 positive.
    return {
        (round(u, 6) + 0.0, round(v, 6) + 0.0, bool(is_minimum))
        for u, v, is_minimum, counts in ends
        if counts and inside(case, u, v)
    }


@every_case
def test_all_stationary_points_are_listed_where_they_are_few(case: SurfaceCase) -> None:
    surface, _ = known(case)
    found = reached_by_newton(case)
    if len(found) - sum(m.is_global for m in surface.minima) > 12:
        assert not surface.saddles
        assert all(m.is_global for m in surface.minima)
    else:
        assert found == {(round(x, 6), round(y, 6), kind) for x, y, kind in stationary(case)}


@every_case
def test_nothing_lies_below_a_global_minimum(case: SurfaceCase) -> None:
    surface, params = known(case)
    deepest = [surface.value(m.x, m.y, params) for m in surface.minima if m.is_global]
    others = [surface.value(m.x, m.y, params) for m in surface.minima if not m.is_global]
    assert bool(deepest) == case.bounded
    if not case.bounded:
        return
    assert max(deepest) - min(deepest) <= 1e-12
    assert all(f > max(deepest) for f in others)
    x, y = (np.linspace(*side, 701) for side in surface.domain)
    sampled = arrays.value(surface, x[:, None], y[None, :], params)
    assert sampled.min() >= max(deepest) - 1e-12


@every_case
def test_stationary_points_are_listed_once_and_lie_inside_the_domain(case: SurfaceCase) -> None:
    points = [(x, y) for x, y, _ in stationary(case)]
    assert len(set(points)) == len(points)
    assert all(inside(case, *point) for point in points)
