"""Where points of the plane lie on a map of character cells, each 2 × 4 dots of braille."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.scenario.model import Box, Point

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

    @property
    def scale(self) -> tuple[float, float]:
        """Dots per unit of x and of y; 0 where the view has no width or more than float64 has."""
        (left, right), (bottom, top) = self.view
        across, down = self.dots
        return _per_unit(across, right - left), _per_unit(down, top - bottom)

    @property
    def stretch(self) -> float:
        """How many times as long as one of x a unit of y is drawn, dots being square; else 1."""
        x, y = self.scale
        return y / x if x and y else 1.0

    def to_dots(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Points in units of dots, unrounded and unclipped."""
        scale_x, scale_y = self.scale
        with np.errstate(over="ignore", invalid="ignore"):
            return (x - self.view[0][0]) * scale_x, (self.view[1][1] - y) * scale_y

    def cell(self, x: float, y: float) -> tuple[int, int, bool]:
        """(column, row) of a point's cell, on the nearest edge if it lies outside; and inside?"""
        scale_x, scale_y = self.scale
        column = (x - self.view[0][0]) * scale_x / DOTS_X if scale_x else 0.0
        row = (self.view[1][1] - y) * scale_y / DOTS_Y if scale_y else 0.0
        inside = 0.0 <= column < self.columns and 0.0 <= row < self.rows
        return (
            int(min(max(column, 0.0), self.columns - 1)),
            int(min(max(row, 0.0), self.rows - 1)),
            inside,
        )

    def point(self, column: int, row: int) -> Point:
        """The point in the middle of a cell."""
        (left, right), (bottom, top) = self.view
        across, down = (column + 0.5) / self.columns, (row + 0.5) / self.rows
        return left + (right - left) * across, top - (top - bottom) * down


def _per_unit(dots: int, span: float) -> float:
    scale = dots / span if span > 0.0 else 0.0
    return scale if math.isfinite(scale) else 0.0
