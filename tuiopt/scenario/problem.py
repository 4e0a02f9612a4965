"""The problem of a scenario: its surface, where the runs start, what the map shows."""

from __future__ import annotations

import math

from msgspec import UNSET, UnsetType

from tuiopt.scenario import later
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.format import ProblemTable, SurfaceTable, ViewTable
from tuiopt.scenario.model import ASTRAY, Box, Point, Problem
from tuiopt_kernels.spec import Floats, Surface
from tuiopt_kernels.surfaces import SURFACES


def problem_of(
    converter: Converter, table: ProblemTable, regression: Surface | None
) -> Problem | None:
    """The problem; None where the surface is not known. Faults go to the converter."""
    view = _checked_view(converter, table.view)
    known = (regression, ()) if regression else _surface(converter, table.surface)
    if known is None:
        return None
    surface, params = known
    start = surface.start if table.start is UNSET else table.start
    problem = Problem(surface, params, start, view or surface.domain, table.noise, table.seed)
    check_start(converter, ("problem", "start"), start, problem)
    return problem


def check_start(converter: Converter, path: Path, start: Point, problem: Problem) -> None:
    """A run must be able to begin: inside the border of divergence, where f is finite."""
    domain = problem.surface.domain
    inside = (low <= at <= high for at, (low, high) in zip(start, problem.border, strict=True))
    if not all(inside):
        (low_x, high_x), (low_y, high_y) = domain
        due = f"a point within {ASTRAY:g} widths of the domain"
        domain_in_words = f"x in [{low_x:g}, {high_x:g}], y in [{low_y:g}, {high_y:g}]"
        converter.refused(path, list(start), f"{due}, {domain_in_words},")
    elif not _finite_at(problem, start):
        converter.refused(path, list(start), f"a point where {problem.surface.name} is finite")


def _finite_at(problem: Problem, point: Point) -> bool:
    try:
        return math.isfinite(problem.surface.value(*point, problem.params))
    except (ArithmeticError, ValueError):  # where compiled code gives an infinity or NaN
        return False


def _surface(
    converter: Converter, given: str | SurfaceTable | UnsetType
) -> tuple[Surface, Floats] | None:
    path: Path = ("problem", "surface")
    if isinstance(given, SurfaceTable):
        table, path = given, (*path, "name")
    elif isinstance(given, str):
        table = SurfaceTable.suited({"name": given})(name=given)
    else:
        return None
    if table.name is UNSET:
        return None
    surface = converter.named(path, table.name, SURFACES, later.SURFACES)
    if surface is None:
        return None
    return surface, tuple(getattr(table, param.name) for param in surface.params)


def _checked_view(converter: Converter, view: ViewTable | UnsetType) -> Box | None:
    """The box that a view shows; None where none is given, or none that could be shown."""
    if view is UNSET or view.x is UNSET or view.y is UNSET:
        return None
    for axis, (low, high) in (("x", view.x), ("y", view.y)):
        if not (low < high and math.isfinite(high - low)):
            converter.refused(("problem", "view", axis), [low, high], "[low, high] with low < high")
    return view.x, view.y
