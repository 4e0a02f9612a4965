"""Where the curves of networks are drawn, and what stands there whatever they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt.app.draw.braille import BIT
from tuiopt.app.draw.chart.cells import Codes, Inks, put
from tuiopt.app.draw.chart.epochs import Epochs
from tuiopt.app.draw.chart.plot import BRAILLE, GUTTER, Place, axes, marks
from tuiopt.app.draw.viewport import DOTS_X
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.picture.scale import Array, Scale

NOTHING = Scale(0.0, 1.0)
"""The axis of a chart that shows nothing yet."""


@dataclass(frozen=True, slots=True)
class Area:
    """A plot with its axes."""

    inks: Inks
    place: Place
    steps: Epochs
    axis: Scale

    def rows(self, values: Array) -> Array:
        """The rows of dots of values along the vertical axis."""
        return self.axis.rows(self.axis.units(values), self.place.down)

    def column(self, step: int) -> int:
        """The column of cells of a step."""
        return self.steps.column(step) // DOTS_X

    def empty(self, scenario: NetworkScenario) -> Codes:
        """(height, width): both axes, and where a new stage of the training begins its number."""
        shown = [] if self.axis is NOTHING else marks(self.axis, self.place)
        cells = axes(self.inks, self.place, self.steps, self.axis, shown)
        palette = self.inks.look.palette
        firsts = sorted({stage.first_epoch for run in scenario.runs for stage in run.stages})
        for number, first in enumerate(firsts[1:], 2):
            if first <= self.steps.epochs:
                column = self.column(self.steps.starts[first - 1])
                self.rule(cells, cells, column, 0, self.inks.ink(palette.faint))
                put(cells[0], GUTTER + column, f"{number}", self.inks.plain)
        return cells

    def rule(self, cells: Codes, empty: Codes, column: int, top: int, ink: int) -> None:
        """A dotted line down from a row, behind what is drawn already."""
        dots = BRAILLE + int(BIT[0, 0]) + int(BIT[2, 0])
        code = ord(":") if self.inks.look.signs.ascii_only else dots
        at = self.place.inside(cells)[top:, column]
        np.copyto(at, np.uint32(code + ink), where=at == self.place.inside(empty)[top:, column])
