"""The relief of a map, and whether it takes longer than a frame has."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.app.draw.map.relief import Relief, relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.field import effort, field
from tuiopt.scenario.model import Box

AT_ONCE = 30_000_000
"""What takes up to so much, about in nanoseconds, is made while a key waits."""

DOT = 200
"""Nanoseconds that a dot of the relief takes, about."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a map is to show: a problem over a view, on so many cells."""

    problem: Problem
    view: Box
    columns: int
    rows: int

    @property
    def quick(self) -> bool:
        across, down = self._dots
        return effort(self.problem, across, down) + DOT * across * down <= AT_ONCE

    def relief(self) -> Relief:
        """The still part of the map."""
        values = field(self.problem, self.view, *self._dots)
        return relief(values, self.problem.surface.levels, self.view)

    @property
    def _dots(self) -> tuple[int, int]:
        """(across, down)"""
        return self.columns * DOTS_X, self.rows * DOTS_Y
