"""What a chart draws from a trace: values up to a window's end, and the axis for those shown."""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.data import Array

BLOCK = 256
"""Steps of which the extremes are found once."""


class Reach:
    """How far down `low` and how far up `high`, (steps,), are between two steps, NaN left out.

    However long they are, a look costs little more than one at each of their blocks.
    """

    def __init__(self, low: Array, high: Array) -> None:
        blocks = np.arange(0, len(low), BLOCK)
        self._low = low, np.fmin.reduceat(low, blocks)
        self._high = high, np.fmax.reduceat(high, blocks)

    def between(self, first: int, last: int) -> tuple[float, float]:
        """(lowest, highest) of the steps `first` to `last`, NaN if there are none."""
        blocks = slice(-(-first // BLOCK), (last + 1) // BLOCK)
        begin, end = blocks.start * BLOCK, max(blocks.stop * BLOCK, first)
        parts = [slice(first, min(begin, last + 1)), slice(end, last + 1)]
        found = []
        for function, (values, extremes) in ((np.fmin, self._low), (np.fmax, self._high)):
            pieces = (extremes[blocks], *(values[part] for part in parts))
            found.append(float(function.reduce(np.concatenate(pieces))))
        return found[0], found[1]
