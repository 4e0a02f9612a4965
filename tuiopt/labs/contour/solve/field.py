"""The surface over a view, as arrays: what a map is drawn from."""

from __future__ import annotations

import numpy as np

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.trace import Array
from tuiopt.scenario.model import Box
from tuiopt_kernels import arrays, regression_surface
from tuiopt_kernels.regression_surface import RegressionSurface

VALUE = 40
"""Nanoseconds that a value takes, about: a surface's at a point, or the loss of a sample."""


def effort(problem: Problem, columns: int, rows: int) -> int:
    """What `field` takes, about, in nanoseconds."""
    if isinstance(problem.surface, RegressionSurface):
        return VALUE * regression_surface.evaluations(problem.surface)
    return VALUE * columns * rows


def field(problem: Problem, view: Box, columns: int, rows: int) -> Array:
    """f at the centres of a grid over a view: (rows, columns), the top row at the largest y."""
    (left, right), (bottom, top) = view
    x = left + (np.arange(columns, dtype=np.float64) + 0.5) * ((right - left) / columns)
    y = top - (np.arange(rows, dtype=np.float64) + 0.5) * ((top - bottom) / rows)
    if isinstance(problem.surface, RegressionSurface):
        return regression_surface.values(problem.surface, x, y)
    return arrays.value(problem.surface, x[np.newaxis, :], y[:, np.newaxis], problem.params)
