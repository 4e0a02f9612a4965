"""The rows at the top and at the bottom of a screen, and the map's title row."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import setting
from tuiopt.app.widgets.rows import Rows
from tuiopt.scenario.model import Problem, Scenario


class TitleBar(Rows):
    """Program, title, formula; the chapter at the right."""

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)

    def watch_scenario(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" tuiopt  ", palette.muted)
        if self.scenario is not None:
            scenario = self.scenario
            line.put(scenario.title, palette.bright, bold=True)
            formula = f"   f(x, y) = {_formula(scenario.problem)}"
            if scenario.problem.noise:
                formula += f",  noise {setting(scenario.problem.noise)}"
            if line.used + cell_len(formula) < width:
                line.put(formula, palette.text)
            if line.used + cell_len(scenario.chapter) + 3 < width:
                line.right(f"{scenario.chapter} ", palette.muted)
        return [line.strip()]


def _formula(problem: Problem) -> str:
    """The surface's formula with the numbers of its parameters put in."""
    formula = problem.surface.formula
    for hyper, value in zip(problem.surface.params, problem.params, strict=True):
        formula = formula.replace(hyper.name, setting(value))
    return formula


class MapHeading(Rows):
    """What the map shows of the plane."""

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)

    def watch_scenario(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.scenario is None:
            return [heading(look, width, "Map")]
        problem = self.scenario.problem
        (left, right), (bottom, top) = problem.view
        facts = f"x {setting(left)} to {setting(right)}   y {setting(bottom)} to {setting(top)}"
        return [heading(look, width, problem.surface.title, facts)]


class Footer(Rows):
    """The keys of the screen, as many as fit; help is always told."""

    def __init__(self, keys: Sequence[tuple[str, str]], last: tuple[str, str]) -> None:
        super().__init__(id="footer")
        self._keys = keys
        self._last = last

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" ")
        key, word = self._last
        room = width - cell_len(f"{key} {word} ") - 1
        for shown, does in self._keys:
            if line.used + cell_len(f"{shown} {does}   ") > room:
                break
            line.put(shown, palette.bright, bold=True).put(f" {does}   ")
        line.to(width - cell_len(f"{key} {word} "))
        return [line.put(key, palette.bright, bold=True).put(f" {word} ").strip()]
