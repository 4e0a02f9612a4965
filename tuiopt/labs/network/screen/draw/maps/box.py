"""The part of the plane that a map shows."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tuiopt.labs.network.scenario.model import Data
from tuiopt.scenario.model import Box
from tuiopt_kernels.data import Array

MARGIN = 0.07
"""Of the samples' extent, on each side."""


ALIKE = 3.0
"""How much wider or higher than either a map of two phases may be, to show both."""


def box(present: Data, every: Collection[Data]) -> Box:
    """Around the present samples for training and dev, with a margin.

    And around those of other phases, so that nothing jumps, unless they are of another size or
    somewhere else.
    """
    own = _extent(present)
    low, high = own
    for extent in map(_extent, every):
        both = np.minimum(own[0], extent[0]), np.maximum(own[1], extent[1])
        with np.errstate(all="ignore"):
            if all(np.all(_size(both) < ALIKE * _size(one)) for one in (own, extent)):
                low, high = np.minimum(low, both[0]), np.maximum(high, both[1])
    with np.errstate(over="ignore"):
        margin = MARGIN * (high - low)
        # A single number becomes a range around it.
        margin = np.where(margin > 0.0, margin, np.maximum(np.abs(high), 1.0))
        (left, bottom), (right, top) = (low - margin).tolist(), (high + margin).tolist()
    return (left, right), (bottom, top)


def _extent(data: Data) -> tuple[Array, Array]:
    """The least and the largest inputs, (2,) each."""
    parts = [part.inputs for part in (data.train, data.dev) if len(part)]
    inputs = np.hstack(parts)
    return inputs.min(axis=1), inputs.max(axis=1)


def _size(extent: tuple[Array, Array]) -> Array:
    low, high = extent
    return high - low
