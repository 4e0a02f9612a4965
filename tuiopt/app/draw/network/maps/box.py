"""The part of the plane that all maps of a scenario show."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tuiopt.scenario.model import Box
from tuiopt.scenario.network.model import Data

MARGIN = 0.07
"""Of the samples' extent, on each side."""


def box(sets: Iterable[Data]) -> Box:
    """Around the samples for training and dev of all data sets, with a margin."""
    parts = {id(part): part for data in sets for part in (data.train, data.dev) if len(part)}
    lows = [part.inputs.min(axis=1) for part in parts.values()]
    highs = [part.inputs.max(axis=1) for part in parts.values()]
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    with np.errstate(over="ignore"):
        margin = MARGIN * (high - low)
        # A single number becomes a range around it.
        margin = np.where(margin > 0.0, margin, np.maximum(np.abs(high), 1.0))
        (left, bottom), (right, top) = (low - margin).tolist(), (high + margin).tolist()
    return (left, right), (bottom, top)
