"""A person's own formula as a surface: parsed, differentiated exactly, made into functions."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from tuiopt_kernels.formulas.differentiate import derivative
from tuiopt_kernels.formulas.emit import function
from tuiopt_kernels.formulas.graph import FormulaError, Graph
from tuiopt_kernels.formulas.parse import parse
from tuiopt_kernels.spec import DerivedSurface

__all__ = ["FormulaError", "FormulaSurface", "check", "surface"]


@dataclass(frozen=True, slots=True)
class FormulaSurface(DerivedSurface):
    """The surface of a formula; another process makes its functions from the text again."""

    def __reduce__(self) -> tuple[Any, ...]:
        return surface, (self.formula, self.domain, self.start)


def check(text: str) -> None:
    """Raises FormulaError for a text that is no formula, with the column that is to blame."""
    _functions(text)


def surface(
    text: str,
    domain: tuple[tuple[float, float], tuple[float, float]],
    start: tuple[float, float],
) -> FormulaSurface:
    """The surface f(x, y) = `text`, with exact derivatives; abs has the derivative 0 at 0.

    A formula has + - * / **, parentheses, x, y, pi, e, numbers and the functions of
    `graph.FUNCTIONS`. Raises FormulaError as `check` does. Nothing is known of its
    minima.
    """
    value, gradient, hessian = _functions(text)
    return FormulaSurface(
        name="formula",
        title=text,
        formula=text,
        value=value,
        gradient=gradient,
        hessian=hessian,
        domain=domain,
        start=start,
        source="the scenario",
    )


@functools.lru_cache(maxsize=64)
def _functions(text: str) -> tuple[FunctionType, FunctionType, FunctionType]:
    """Value, gradient and Hessian; the same functions for the same text, so one kernel."""
    graph = Graph()
    f = parse(text, graph)
    fx, fy = (derivative(graph, f, variable) for variable in "xy")
    fxx, fxy, fyy = (derivative(graph, *by) for by in ((fx, "x"), (fx, "y"), (fy, "y")))
    return (
        function(graph, "value", [f]),
        function(graph, "gradient", [fx, fy]),
        function(graph, "hessian", [fxx, fxy, fyy]),
    )
