"""Places along a curve, for data sets whose classes are curves."""

from __future__ import annotations

from tuiopt_kernels.data import Array, Labels


def along(labels: Labels, classes: int, *, closed: bool = False) -> Array:
    """(m,) float64: the points of a class are evenly spaced from 0 to 1, in their order.

    Where the curve is closed 1 is 0 again and left out. A point alone is at 0.
    """
    import numpy as np

    places = np.empty(labels.shape)
    for label in range(classes):
        own = labels == label
        places[own] = np.linspace(0.0, 1.0, np.count_nonzero(own), endpoint=not closed)
    return places
