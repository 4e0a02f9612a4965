"""How inputs are brought to one scale: fitted to some samples, applied to these and to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from tuiopt_kernels.data import Array


class Scale(NamedTuple):
    """One for every feature: (features, 1) float64 each; (1,) where there is but one input."""

    offset: Array
    divisor: Array

    def applied(self, inputs: Array) -> Array:
        """(inputs − offset) / divisor, for (features, m) or (m,) inputs."""
        return (inputs - self.offset) / self.divisor


def _none(inputs: Array) -> Scale:
    features = (*inputs.shape[:-1], 1)
    return Scale(np.zeros(features), np.ones(features))


def _standard(inputs: Array) -> Scale:
    low, high = _ends(inputs)
    mean, deviation = inputs.mean(axis=-1, keepdims=True), inputs.std(axis=-1, keepdims=True)
    alike = low == high  # the mean of equal numbers may be another, and their deviation not 0
    return Scale(np.where(alike, low, mean), np.where(alike, 1.0, deviation))


def _minmax(inputs: Array) -> Scale:
    low, high = _ends(inputs)
    return Scale(low, np.where(low == high, 1.0, high - low))


def _ends(inputs: Array) -> tuple[Array, Array]:
    return inputs.min(axis=-1, keepdims=True), inputs.max(axis=-1, keepdims=True)


SCALINGS: Mapping[str, Callable[[Array], Scale]] = MappingProxyType(
    {"none": _none, "standard": _standard, "minmax": _minmax}
)
"""`SCALINGS[name](inputs) -> Scale`, fitted to (features, m) or (m,) inputs, m ≥ 1.

As they are; to mean 0 and deviation 1 (with m, not m − 1); to [0, 1]. A feature without spread is
divided by 1, and so becomes 0 by the latter two.
"""
