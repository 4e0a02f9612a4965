"""What one sample costs: the loss of a prediction z = w·u + b for a target, with derivatives.

Plain scalar functions like a rule's: the interpreter, Numba and NumPy run the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, fabs, log1p
from types import MappingProxyType

import numpy as np

from tuiopt_kernels.data import Array

SampleLoss = Callable[[float, float], float]
"""`loss(z, target) -> float`; so are `slope`, its derivative by z, and `curvature`, the second."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A convex loss of a sample with its first two derivatives by z, and what is known of its mean.

    `classes` tells that targets are 0 or 1, `quadratic` that the mean is a quadratic. `bounded`
    tells from inputs and targets whether the mean has exactly one minimum.
    """

    name: str
    title: str
    formula: str
    loss: SampleLoss
    slope: SampleLoss
    curvature: SampleLoss
    classes: bool
    quadratic: bool
    bounded: Callable[[Array, Array], bool]
    source: str


def squared(z: float, target: float) -> float:
    return 0.5 * (z - target) * (z - target)


def residual(z: float, target: float) -> float:
    return z - target


def one(z: float, target: float) -> float:
    return 1.0 + 0.0 * z


def cross_entropy(z: float, target: float) -> float:
    """−log of the probability of the target: log(1 + e^a), a = ±z, which cannot overflow."""
    a = (1.0 - 2.0 * target) * z
    return 0.5 * (a + fabs(a)) + log1p(exp(-fabs(a)))


def wrong_probability(z: float, target: float) -> float:
    """σ(z) − target, as ±σ(±z): small numbers stay exact where 1 − σ would lose them."""
    sign = 1.0 - 2.0 * target
    small = exp(-fabs(z))
    above = 1.0 * (sign * z >= 0.0)
    return sign * (above + (1.0 - above) * small) / (1.0 + small)


def variance(z: float, target: float) -> float:
    """σ(z)·(1 − σ(z))."""
    small = exp(-fabs(z))
    return small / ((1.0 + small) * (1.0 + small))


ALIKE = 1e-6
"""A spread, or an overlap of classes, below this share of the inputs' size does not tell w."""


def _spread(inputs: Array, targets: Array) -> bool:
    return bool(np.ptp(inputs) > ALIKE * np.abs(inputs).max())


def _overlapping(inputs: Array, targets: Array) -> bool:
    """Where a threshold parts the classes, the larger w the better (Albert and Anderson, 1984)."""
    low, high = inputs[targets == 0.0], inputs[targets == 1.0]
    overlap = min(low.max() - high.min(), high.max() - low.min())
    return bool(overlap > ALIKE * np.abs(inputs).max())


REGRESSIONS: Mapping[str, Regression] = MappingProxyType(
    {
        "least-squares": Regression(
            name="least-squares",
            title="Least squares",
            formula="1/2m Σ(w·u + b − y)²",
            loss=squared,
            slope=residual,
            curvature=one,
            classes=False,
            quadratic=True,
            bounded=_spread,
            source="Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, "
            "1805",
        ),
        "logistic": Regression(
            name="logistic",
            title="Logistic regression",
            formula="−1/m Σ(y·log ŷ + (1−y)·log(1−ŷ)), ŷ = σ(w·u + b)",
            loss=cross_entropy,
            slope=wrong_probability,
            curvature=variance,
            classes=True,
            quadratic=False,
            bounded=_overlapping,
            source="Cox, The regression analysis of binary sequences, 1958",
        ),
    }
)
"""u is a sample's input, y its target, m the number of samples; the map shows x = w, y = b."""
