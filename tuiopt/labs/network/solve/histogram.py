"""How z, z̃ and the activations of a layer are spread, in the same bins wherever they appear."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.lens import Inside

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


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """All values of a layer in ascending order: `known` numbers, then those that are none.

    `needed` is the least size beyond which there are at most 5 % of the finite ones, 0 without any.
    """

    ordered: Array
    known: int
    mean: float
    deviation: float
    needed: float

    @classmethod
    def of(cls, values: Array) -> Spread:
        """Of values in whatever order."""
        ordered = np.sort(values, axis=None)
        known = int(np.searchsorted(ordered, np.inf, "right"))
        with np.errstate(all="ignore"):
            mean, deviation = float(values.mean()), float(values.std())
        return cls(ordered, known, mean, deviation, _needed(ordered))

    def below(self, end: float) -> int:
        """How many values are less."""
        return int(np.searchsorted(self.ordered, end))

    def above(self, end: float) -> int:
        """How many values are larger."""
        return self.known - int(np.searchsorted(self.ordered, end, "right"))

    def histogram(self, reach: float, bins: int) -> Histogram:
        """With so many equal bins from −reach to reach."""
        edges = np.linspace(-reach, reach, bins + 1)
        edges[-1] = np.nextafter(reach, np.inf)  # what lies at the end belongs to the last bin
        places = np.searchsorted(self.ordered, edges)
        below, above = int(places[0]), self.known - int(places[-1])
        return Histogram(np.diff(places), below, above, self.mean, self.deviation)


@dataclass(frozen=True, slots=True)
class LayerSpread:
    """Of z before batch norm, of z̃ if there is any, and of the activations before dropout.

    `dead` are the units that are 0 for all samples.
    """

    z: Spread
    tilde: Spread | None
    active: Spread
    dead: int

    @property
    def needed(self) -> float:
        """Of what reaches furthest: no activation is larger than its z or z̃, or than 1."""
        return max(spread.needed for spread in (self.z, self.tilde) if spread is not None)


def spreads(inside: Inside) -> tuple[LayerSpread, ...]:
    """Those of the hidden layers."""
    return tuple(
        LayerSpread(
            Spread.of(layer.z),
            None if layer.norm is None else Spread.of(layer.norm.tilde),
            Spread.of(layer.active),
            int((layer.active == 0.0).all(axis=1).sum()),
        )
        for layer in inside.layers
    )


def reach(runs: Iterable[Iterable[LayerSpread]]) -> float:
    """The end of the bins, which go from −reach to reach, for all these runs and their layers.

    The least of `ENDS` beyond which no layer has more than 5 % of its values; what is not finite
    does not count, nor a run that explodes beside others.
    """
    needed = sorted(max((layer.needed for layer in layers), default=0.0) for layers in runs)
    spread = [size for size in needed if size > 0.0]
    usual = spread[(len(spread) - 1) // 2] if spread else 0.0
    furthest = max((size for size in spread if size <= EXPLODED * usual), default=0.0)
    return ENDS[min(bisect_left(ENDS, furthest), len(ENDS) - 1)]


def histograms(
    layers: Iterable[LayerSpread], reach: float, bins: int
) -> tuple[LayerHistograms, ...]:
    """Those of the hidden layers, with so many equal bins from −reach to reach."""
    return tuple(
        LayerHistograms(
            layer.z.histogram(reach, bins),
            None if layer.tilde is None else layer.tilde.histogram(reach, bins),
            layer.active.histogram(reach, bins),
        )
        for layer in layers
    )


def _needed(ordered: Array) -> float:
    """The least size beyond which there is at most 5 % of the finite values."""
    low, high = np.searchsorted(ordered, -np.inf, "right"), np.searchsorted(ordered, np.inf)
    finite = ordered[low:high]
    if not finite.size:
        return 0.0
    outside = int(OUTSIDE * finite.size) + 1
    ends = np.abs(np.concatenate((finite[:outside], finite[-outside:])))
    return float(np.partition(ends, -outside)[-outside])
