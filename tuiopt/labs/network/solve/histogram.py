"""How z, z̃ and the activations of a layer are spread, in the same bins wherever they appear."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.lens import Inside, Layer

ENDS = (4.0, *(float(f"{m}e{power}") for power in range(300) for m in (5, 10, 20)))
"""Where bins may end: 4, as what batch norm makes hardly goes further, then 5, 10, 20, 50, ..."""

OUTSIDE = 0.05
"""The share of a layer's values that may lie beyond the ends before these give way."""


EXPLODED = 1e3
"""How many times as far as the middle one a run's values go that would squeeze all others."""


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Of a batch and all units of a layer; `counts` is (bins,) int64.

    `below` and `above` count what lies beyond the ends, infinities included. `mean` and `deviation`
    are of all values, and NaN or infinite where these are.
    """

    counts: npt.NDArray[np.int64]
    below: int
    above: int
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class LayerHistograms:
    """Of z before batch norm, of z̃ if there is any, and of the activations before dropout.

    Where batch norm stands after the activation, z̃ comes after the activations.
    """

    z: Histogram
    tilde: Histogram | None
    active: Histogram


def reach(insides: Iterable[Inside]) -> float:
    """The end of the bins, which go from −reach to reach, for all these runs and their layers.

    The least of `ENDS` beyond which no layer has more than 5 % of its values; what is not finite
    does not count, nor a run that explodes beside others.
    """
    needed = sorted(
        max((_needed(values) for layer in inside.layers for values in _spread(layer)), default=0.0)
        for inside in insides
    )
    spread = [size for size in needed if size > 0.0]
    usual = spread[(len(spread) - 1) // 2] if spread else 0.0
    furthest = max((size for size in spread if size <= EXPLODED * usual), default=0.0)
    return ENDS[min(bisect_left(ENDS, furthest), len(ENDS) - 1)]


def histograms(inside: Inside, reach: float, bins: int) -> tuple[LayerHistograms, ...]:
    """Those of the hidden layers, with so many equal bins from −reach to reach."""

    edges = np.linspace(-reach, reach, bins + 1)
    edges[-1] = np.nextafter(reach, np.inf)  # what lies at the end belongs to the last bin

    def histogram(values: Array) -> Histogram:
        places = np.searchsorted(edges, values.ravel(), side="right")  # NaN comes behind all
        counts = np.bincount(places, minlength=bins + 2)
        with np.errstate(all="ignore"):
            mean, deviation = float(values.mean()), float(values.std())
        unknown = np.count_nonzero(np.isnan(values)) if math.isnan(mean) else 0
        return Histogram(counts[1:-1], int(counts[0]), int(counts[-1] - unknown), mean, deviation)

    return tuple(
        LayerHistograms(
            histogram(layer.z),
            None if layer.norm is None else histogram(layer.norm.tilde),
            histogram(layer.active),
        )
        for layer in inside.layers
    )


def _spread(layer: Layer) -> Iterator[Array]:
    """What reaches furthest: no activation is larger than its z or z̃, or than 1."""
    yield layer.z
    if layer.norm is not None:
        yield layer.norm.tilde


def _needed(values: Array) -> float:
    """The least size beyond which there is at most 5 % of the values."""
    sizes = np.abs(values[np.isfinite(values)])
    last = sizes.size - 1 - int(OUTSIDE * sizes.size)
    return float(np.partition(sizes, last)[last]) if sizes.size else 0.0
