"""A regression on data as a surface over w and b, so that all that shows a surface shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt_kernels.bicubic import interpolated
from tuiopt_kernels.data import Array
from tuiopt_kernels.mean_loss import MeanLoss, mean_loss
from tuiopt_kernels.regressions import Regression
from tuiopt_kernels.spec import DerivedSurface, Minimum

MARGIN = 0.3
"""Of the width from start to minimum, what the domain has beyond each of them."""

NARROWEST = 0.25
"""The least distance of start and minimum in one coordinate, in that of the other."""

CELLS = 24
"""Cells an axis between which a map is interpolated; a quadratic needs but one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegressionSurface(DerivedSurface):
    """The surface of a mean loss; mini-batches are drawn from its samples."""

    mean_loss: MeanLoss


def regression_surface(
    regression: Regression, inputs: Array, targets: Array, start: tuple[float, float]
) -> RegressionSurface:
    """From (m,) inputs and targets, float64, as `surface_of` makes it of their mean loss."""
    return surface_of(mean_loss(regression, inputs, targets), start)


def surface_of(mean: MeanLoss, start: tuple[float, float]) -> RegressionSurface:
    """The surface of a mean loss. Its domain holds start and minimum with a margin.

    Where there is no minimum, or a valley of them, none is listed; the domain then reaches for that
    of the loss with a small penalty.
    """
    regression = mean.regression
    return RegressionSurface(
        name=regression.name,
        title=regression.title,
        formula=regression.formula,
        value=mean.value,
        gradient=mean.gradient,
        hessian=mean.hessian,
        domain=_around(start, mean.goal),
        start=start,
        source=regression.source,
        minima=(Minimum(*mean.goal),) if mean.bounded else (),
        axes=("w", "b"),
        samples=len(mean.inputs),
        mean_loss=mean,
    )


def values(surface: RegressionSurface, x: Array, y: Array) -> Array:
    """The loss over a grid, (len(y), len(x)), bounded in time whatever the number of samples.

    `x` ascends and `y` descends, two points or more. Exact to rounding where the loss is a
    quadratic; else within about a thousandth of the grid's range, since the loss is convex and
    smooth.
    """
    mean = surface.mean_loss.condensed
    cells = _cells(mean)
    knots_x, knots_y = np.linspace(x[0], x[-1], cells + 1), np.linspace(y[-1], y[0], cells + 1)
    at = knots_x[np.newaxis, :], knots_y[:, np.newaxis]
    jet = (mean.value(*at), *mean.gradient(*at), mean.hessian(*at)[1])
    return interpolated(x, y, knots_x, knots_y, jet)


def evaluations(surface: RegressionSurface) -> int:
    """How often `values` evaluates the loss of a sample, its slope or its curvature."""
    mean = surface.mean_loss
    return 3 * (_cells(mean) + 1) ** 2 * mean.condensed_size


def _cells(mean: MeanLoss) -> int:
    return 1 if mean.regression.quadratic else CELLS


def _around(
    start: tuple[float, float], goal: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    widths = [abs(there - here) for here, there in zip(start, goal, strict=True)]
    least = max(NARROWEST * max(widths), np.finfo(np.float64).tiny) if any(widths) else 1.0
    x, y = (
        ((here + there - size) / 2 - MARGIN * size, (here + there + size) / 2 + MARGIN * size)
        for here, there, size in zip(start, goal, (max(w, least) for w in widths), strict=True)
    )
    return x, y
