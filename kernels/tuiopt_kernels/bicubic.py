"""Bicubic Hermite interpolation: values and derivatives on a coarse grid to values on a fine one.

On a cell of width h it is exact for cubics; of others it misses by f⁗·h⁴/384 an axis.
"""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.data import Array


def interpolated(
    x: Array, y: Array, knots_x: Array, knots_y: Array, jet: tuple[Array, Array, Array, Array]
) -> Array:
    """(len(y), len(x)) values at the fine points.

    Knots are evenly spaced, at least two an axis, and the points lie between them. `jet` is f,
    ∂f/∂x, ∂f/∂y and ∂²f/∂x∂y at the knots, (len(knots_y), len(knots_x)) each.
    """
    f, f_x, f_y, f_xy = jet
    values_x, slopes_x = _basis(x, knots_x)
    values_y, slopes_y = _basis(y, knots_y)
    found: Array = (values_y @ f + slopes_y @ f_y) @ values_x.T
    found += (values_y @ f_x + slopes_y @ f_xy) @ slopes_x.T
    return found


def _basis(at: Array, knots: Array) -> tuple[Array, Array]:
    """What each knot's value, and its derivative, weighs at each point: (points, knots) both."""
    width = knots[1] - knots[0]
    cell = np.clip(((at - knots[0]) / width).astype(int), 0, len(knots) - 2)
    t = (at - knots[cell]) / width
    rows = np.arange(len(at))
    values, slopes = np.zeros((len(at), len(knots))), np.zeros((len(at), len(knots)))
    values[rows, cell] = (1.0 + 2.0 * t) * (1.0 - t) ** 2
    values[rows, cell + 1] = t * t * (3.0 - 2.0 * t)
    slopes[rows, cell] = width * t * (1.0 - t) ** 2
    slopes[rows, cell + 1] = width * t * t * (t - 1.0)
    return values, slopes
