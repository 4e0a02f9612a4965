"""Where a network is asked what it makes of a view, and what lies between these points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tuiopt.scenario.model import Box
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import Network

Ints = npt.NDArray[np.int64]

Between = tuple[Ints, Array]
"""For each place the node before it, and how far it is on the way to the next one."""

UNIT = 100
"""As many weights take as long as an activation."""

WORK = 100_000_000
"""Weights that a picture has time for: 10 to 20 milliseconds."""

WEIGHTS = 10
"""As many take a nanosecond, about."""


@dataclass(frozen=True)
class Grid:
    """Nodes `spacing` half cells apart, over a view on so many cells and a little beyond.

    Half cells, an upper and a lower one, are 2 × 2 dots; with a spacing of 1 the nodes are their
    middles. Values at half cells and dots are interpolated, linearly along both axes.
    """

    view: Box
    columns: int
    rows: int
    spacing: int

    @cached_property
    def nodes(self) -> Array:
        """(2, n) points, row by row from the top left."""
        (left, right), (bottom, top) = self.view
        rows, columns = self._counts
        with np.errstate(over="ignore", invalid="ignore"):
            x = left + (right - left) * ((self._places(columns) + 0.5) / columns)
            y = top - (top - bottom) * ((self._places(rows) + 0.5) / rows)
        return np.stack([part.ravel() for part in np.meshgrid(x, y)])

    @property
    def points(self) -> int:
        """How many nodes there are."""
        down, across = (len(self._places(count)) for count in self._counts)
        return down * across

    def halves(self, values: Array) -> Array:
        """(..., n) at the nodes to (..., 2·rows, columns)."""
        down, across = self.between(1)
        return _blend(_blend(self.square(values), *down, axis=-2), *across, axis=-1)

    def square(self, values: Array) -> Array:
        """(..., n) at the nodes as (..., nodes down, nodes across)."""
        rows, columns = (len(self._places(count)) for count in self._counts)
        return values.reshape(*values.shape[:-1], rows, columns)

    def between(self, each: int) -> tuple[Between, Between]:
        """Where among the nodes the half cells are, or with `each` 2 the dots, (down, across)."""
        down, across = (self._between(count, each) for count in self._counts)
        return down, across

    @property
    def _counts(self) -> tuple[int, int]:
        """Half cells, (down, across)."""
        return 2 * self.rows, self.columns

    def _places(self, count: int) -> Array:
        """Of the nodes along an axis with so many half cells, the first of which is at 0."""
        return np.arange(-1.0, count + self.spacing, self.spacing)

    def _between(self, count: int, each: int) -> Between:
        at = ((np.arange(each * count) + 0.5) / each + 0.5) / self.spacing
        before = np.floor(at)
        return before.astype(np.int64), at - before


def work(network: Network, points: int) -> int:
    """The weights that so many points pass, activations included."""
    return points * (network.size + UNIT * network.units)


def spacing(columns: int, rows: int, network: Network, maps: int) -> int:
    """How far apart the nodes are on each of some maps, so that a picture does not take long."""
    whole = work(network, 2 * rows * columns) * maps
    return max(int(np.ceil(np.sqrt(whole / WORK))), 1)


def _blend(values: Array, before: Ints, share: Array, axis: int) -> Array:
    """Between two neighbours along an axis."""
    if not share.any():
        return values.take(before, axis)
    part = share if axis == -1 else share[:, np.newaxis]
    first = values.take(before, axis)
    blended: Array = first + (values.take(before + 1, axis) - first) * part
    return blended
