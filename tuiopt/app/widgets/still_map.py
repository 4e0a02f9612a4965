"""A map on which nothing has moved yet."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.ground import ground
from tuiopt.app.draw.map.picture import Picture
from tuiopt.app.draw.map.relief import relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.field import field
from tuiopt.scenario.model import ContourScenario


class StillMap(Rows):
    """The surface with start and wells, never with paths: those are for the race to show."""

    scenario: reactive[ContourScenario | None] = reactive(None, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.scenario is None:
            return []
        problem = self.scenario.problem
        values = field(problem, problem.view, width * DOTS_X, height * DOTS_Y)
        shape = relief(values, problem.surface.levels, problem.view)
        starts = {run.start for run in self.scenario.runs}
        picture = Picture(look, ground(shape, look, problem, starts), (), 0)
        return [picture.strip(y) for y in range(height)]
