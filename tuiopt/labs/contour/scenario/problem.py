"""The problem of a scenario: its surface, where the runs start, what the map shows."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from msgspec import UNSET, UnsetType

from tuiopt.labs.contour.scenario.model import ASTRAY, Problem
from tuiopt.labs.contour.scenario.tables import ProblemTable, SurfaceTable
from tuiopt.scenario.catalogue import SURFACES
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path
from tuiopt.scenario.format import ViewTable
from tuiopt.scenario.model import Box, Point
from tuiopt_kernels.ieee import safe
from tuiopt_kernels.spec import Floats, Surface


def problem_of(
    converter: Converter, table: ProblemTable, regression: Surface | None
) -> Problem | None:
    """The problem; None where it is not known what is minimised. Faults go to the converter."""
    view = _box(converter, "view", table.view)
    domain = _box(converter, "domain", table.domain)
    known: tuple[Surface, Floats] | None
    if regression is not None:
        known = regression, ()
    elif table.formula is not UNSET:
        known = _formula(converter, table, domain)
    else:
        known = _surface(converter, table.surface)
    if known is None:
        return None
    surface, params = known
    if domain is not None:
        surface = replace(surface, domain=domain)
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
        within = f"a point within {ASTRAY:g} widths of the domain"
        domain_in_words = f"x in [{low_x:g}, {high_x:g}], y in [{low_y:g}, {high_y:g}]"
        converter.refused(path, list(start), f"{within}, {domain_in_words}")
    elif not math.isfinite(problem.value(*start)):
        converter.refused(path, list(start), f"a point where {problem.surface.name} is finite")


def _formula(
    converter: Converter, table: ProblemTable, domain: Box | None
) -> tuple[Surface, Floats] | None:
    """The formula's surface; None, and a fault, where it has no functions, domain or start."""
    from tuiopt_kernels import formulas  # few scenarios have one

    path: Path = ("problem", "formula")
    text = table.formula
    assert text is not UNSET
    if table.surface is not UNSET:
        converter.fault(path, "stands beside a surface; only one is allowed")
    for key, expected in (
        ("domain", "{ x = [low, high], y = [low, high] }"),
        ("start", "an array of two finite numbers"),
    ):
        if getattr(table, key) is UNSET and converter.sound(("problem", key)):
            converter.fault(("problem", key), f"missing; expected {expected} with a formula")
    try:
        formulas.check(text)
    except formulas.FormulaError as error:
        converter.fault(path, str(error))
        return None
    if domain is None or table.start is UNSET:
        return None
    surface = formulas.surface(text, domain, table.start)
    if not _somewhere_finite(text, domain):
        converter.fault(path, "is nowhere finite on its domain")
        return None
    return surface, ()


@lru_cache(maxsize=64)
def _somewhere_finite(text: str, domain: Box) -> bool:
    """Whether a formula, which is one, has a finite value at any of many points of a domain."""
    from tuiopt_kernels import formulas

    value = safe(formulas.surface(text, domain, (0.0, 0.0)).value)
    return any(math.isfinite(value(*at, ())) for at in _grid(domain))


def _grid(box: Box) -> Iterator[Point]:
    """Points all over a box."""
    x, y = ([low + i / 20 * (high - low) for i in range(21)] for low, high in box)
    return itertools.product(x, y)


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
    surface = converter.named(path, table.name, SURFACES, ())
    if surface is None:
        return None
    return surface, tuple(getattr(table, param.name) for param in surface.params)


def _box(converter: Converter, key: str, table: ViewTable | UnsetType) -> Box | None:
    """The view or the domain; None where none is given, or none that could be one."""
    if table is UNSET or table.x is UNSET or table.y is UNSET:
        return None
    for axis, (low, high) in (("x", table.x), ("y", table.y)):
        if not (low < high and math.isfinite(high - low)):
            converter.refused(("problem", key, axis), [low, high], "[low, high] with low < high")
    return (table.x, table.y) if converter.sound(("problem", key)) else None
