"""What is said of a race over a contour map."""

from __future__ import annotations

from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words.optimizers import OptimizerWords
from tuiopt.labs.contour.scenario.model import ContourRun, ContourScenario, Problem
from tuiopt.picture.numbers import setting
from tuiopt.scenario.model import Box, Run


class ContourWords(OptimizerWords[ContourScenario]):
    """Words about the surface, and its still map."""

    @property
    def title(self) -> str:
        """The formula."""
        problem = self.scenario.problem
        axes = ", ".join(problem.surface.axes)
        noise = f",  noise {setting(problem.noise)}" if problem.noise else ""
        return f"f({axes}) = {_formula(problem)}{noise}"

    @property
    def subject(self) -> str:
        problem = self.scenario.problem
        surface = problem.surface.title
        if problem.samples:
            w, b = problem.surface.axes
            surface += f" on {problem.samples} samples, x = {w}, y = {b}"
        if problem.noise:
            surface += f", gradients with noise of {setting(problem.noise)}"
        return surface

    def settings(self, run: Run) -> list[str]:
        """A start that all runs share is not among them."""
        settings = super().settings(run)
        assert isinstance(run, ContourRun)
        if run.start != self.scenario.problem.start:
            settings.append(f"from ({', '.join(map(setting, run.start))})")
        return settings

    @property
    def view(self) -> Box:
        return self.scenario.problem.view

    def picture(self, look: Look, width: int, height: int) -> list[Strip]:
        """The surface with start and wells, never with paths: those are for the race to show."""
        from tuiopt.app.draw.map.ground import ground
        from tuiopt.app.draw.map.picture import Picture
        from tuiopt.app.draw.map.relief import relief
        from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
        from tuiopt.labs.contour.screen.draw.map.marks import landmarks
        from tuiopt.labs.contour.solve.field import field

        problem = self.scenario.problem
        values = field(problem, problem.view, width * DOTS_X, height * DOTS_Y)
        shape = relief(values, problem.surface.levels, problem.view)
        picture = Picture(look, ground(shape, look, landmarks(self.scenario)), (), 0)
        return [picture.strip(y) for y in range(height)]


def _formula(problem: Problem) -> str:
    """The surface's formula with the numbers of its parameters put in."""
    formula = problem.surface.formula
    for hyper, value in zip(problem.surface.params, problem.params, strict=True):
        formula = formula.replace(hyper.name, setting(value))
    return formula
