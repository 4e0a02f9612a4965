"""Where points of the plane lie on a map of character cells, each 2 × 4 dots of braille."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.scenario.model import Box

DOTS_X = 2
DOTS_Y = 4

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of the plane on `columns` × `rows` cells; dots count from the top left."""

    view: Box
    columns: int
    rows: int

    @property
    def dots(self) -> tuple[int, int]:
        """(across, down)"""
        return self.columns * DOTS_X, self.rows * DOTS_Y

    def to_dots(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Points in units of dots, unrounded and unclipped."""
        (left, right), (bottom, top) = self.view
        across, down = self.dots
        return (x - left) * (across / (right - left)), (top - y) * (down / (top - bottom))

    def cell(self, x: float, y: float) -> tuple[int, int, bool]:
        """(column, row) of a point's cell, on the nearest edge if it lies outside; and inside?"""
        (left, right), (bottom, top) = self.view
        column = (x - left) * (self.columns / (right - left))
        row = (top - y) * (self.rows / (top - bottom))
        inside = 0.0 <= column < self.columns and 0.0 <= row < self.rows
        return (
            int(min(max(column, 0.0), self.columns - 1)),
            int(min(max(row, 0.0), self.rows - 1)),
            inside,
        )
