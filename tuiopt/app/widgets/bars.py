"""The row at the top of the race screen."""

from __future__ import annotations

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import setting
from tuiopt.app.draw.shorten import shortened
from tuiopt.app.widgets.rows import Rows
from tuiopt.scenario.model import Problem, Scenario

SHORTEST = 30
"""Cells of a formula's beginning below which it is left out."""


class TitleBar(Rows):
    """Program, title, formula; at the right the chapter, and whether the scenario was changed."""

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)
    edited: reactive[bool] = reactive(False, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" tuiopt  ", palette.muted)
        if self.scenario is not None:
            scenario = self.scenario
            line.put(scenario.title, palette.bright, bold=True)
            axes = ", ".join(scenario.problem.surface.axes)
            formula = f"   f({axes}) = {_formula(scenario.problem)}"
            if scenario.problem.noise:
                formula += f",  noise {setting(scenario.problem.noise)}"
            place = ", ".join(filter(None, (scenario.chapter, "edited" if self.edited else "")))
            room = width - line.used - cell_len(place) - 4
            if line.used + cell_len(formula) < width:
                line.put(formula, palette.text)
            elif room >= SHORTEST:
                line.put(shortened(look.text(formula), room), palette.text)
            if line.used + cell_len(place) + 3 < width:
                line.right(f"{place} ", palette.muted)
        return [line.strip()]


def _formula(problem: Problem) -> str:
    """The surface's formula with the numbers of its parameters put in."""
    formula = problem.surface.formula
    for hyper, value in zip(problem.surface.params, problem.params, strict=True):
        formula = formula.replace(hyper.name, setting(value))
    return formula
