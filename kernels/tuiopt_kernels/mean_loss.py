"""The mean loss of a regression over all of its samples, as a function of w and b.

Everything here works on arrays of points through NumPy: for maps, starts, minima, convergence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from tuiopt_kernels.arrays import elementwise
from tuiopt_kernels.data import Array, same
from tuiopt_kernels.regressions import Regression
from tuiopt_kernels.spec import Floats

BLOCK = 100_000
"""Points times samples that are worked on at once: a megabyte."""

NEWTON_STEPS = 100
"""More than the search for a minimum takes, at a dozen or so."""

NEAR = 1e-8
"""Share of the first loss below which a gain drowns in rounding: such steps are just taken."""

STILL = 1e-24
"""The share at which the next step is the last: it brings all the digits there are."""


RIDGE = 1e-3
"""The penalty that tells where a loss without a minimum leads to."""


@dataclass(frozen=True, eq=False)
class MeanLoss:
    """Σ weight·loss(w·input + b, target). `inputs`, `targets`, `weights` are (m,), float64.

    `value`, `gradient` and `hessian` have the signatures of a surface's, with x = w and y = b, but
    take arrays of points too, which broadcast; `params` is ().
    """

    regression: Regression
    inputs: Array
    targets: Array
    weights: Array

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MeanLoss):
            return NotImplemented
        pairs = ((getattr(self, n), getattr(other, n)) for n in ("inputs", "targets", "weights"))
        return self is other or (
            self.regression == other.regression and all(same(*pair) for pair in pairs)
        )

    def __hash__(self) -> int:
        """As quick for many samples as for few."""
        return hash((self.regression, len(self.inputs)))

    def value(self, w: Any, b: Any, params: Floats = ()) -> Any:
        loss = elementwise(self.regression.loss)
        (mean,) = self._means(w, b, lambda z: (loss(z, self.targets) @ self.weights,))
        return mean

    def gradient(self, w: Any, b: Any, params: Floats = ()) -> tuple[Any, Any]:
        slope = elementwise(self.regression.slope)
        first = np.stack((self.weights * self.inputs, self.weights), axis=1)
        g_w, g_b = self._means(w, b, lambda z: (slope(z, self.targets) @ first).T)
        return g_w, g_b

    def hessian(self, w: Any, b: Any, params: Floats = ()) -> tuple[Any, Any, Any]:
        curvature = elementwise(self.regression.curvature)
        weighted = self.weights * self.inputs
        second = np.stack((weighted * self.inputs, weighted, self.weights), axis=1)
        ww, wb, bb = self._means(w, b, lambda z: (curvature(z, self.targets) @ second).T)
        return ww, wb, bb

    def _means(self, w: Any, b: Any, of: Callable[[Array], Any]) -> list[Any]:
        """What `of` makes of blocks of z, (points, m), in the shape of the points."""
        w, b = np.broadcast_arrays(w, b)
        flat_w, flat_b = w.reshape(-1, 1), b.reshape(-1, 1)
        size = max(BLOCK // len(self.inputs), 1)
        with np.errstate(all="ignore"):
            parts = [
                of(flat_w[i : i + size] * self.inputs + flat_b[i : i + size])
                for i in range(0, len(flat_w), size)
            ]
        return [np.concatenate(part).reshape(w.shape)[()] for part in zip(*parts, strict=True)]

    @cached_property
    def bounded(self) -> bool:
        """Whether there is exactly one minimum."""
        return self.regression.bounded(self.inputs, self.targets)

    def minimum(self, ridge: float = 0.0) -> tuple[float, float]:
        """Where the loss is lowest, by Newton's method; only where it is `bounded`, or with a
        `ridge`: half of it times the squared norm then joins the loss.

        The inputs are standardised for it (and what the ridge weighs with them), so that nothing is
        lost where they are far from 0 or alike: for least squares these are the normal equations.
        """
        mean, deviation = self.inputs @ self.weights, self.inputs.std() or 1.0
        standard = replace(self, inputs=(self.inputs - mean) / deviation)

        def penalised(at: Array) -> float:
            return float(standard.value(*at) + 0.5 * ridge * (at @ at))

        at = np.zeros(2)
        here = first = penalised(at)
        for _ in range(NEWTON_STEPS):
            ww, wb, bb = standard.hessian(*at)
            slope = np.array(standard.gradient(*at)) + ridge * at
            step = np.linalg.solve([[ww + ridge, wb], [wb, bb + ridge]], slope)
            gain = float(slope @ step)
            while gain > NEAR * first and penalised(at - step) > here:
                step /= 2.0
            at = at - step
            here = penalised(at)
            if gain <= STILL * first:
                break
        w, b = at.tolist()
        return w / float(deviation), b - w / float(deviation) * float(mean)

    @cached_property
    def goal(self) -> tuple[float, float]:
        """Its minimum; where it has none, or many, that of the loss with a small penalty."""
        return self.minimum(ridge=0.0 if self.bounded else RIDGE)

    @cached_property
    def condensed(self) -> MeanLoss:
        """Nearly the same loss of far fewer samples, where there are many and targets are classes.

        Of each class, the inputs in one of `BINS` intervals become two, of the same number, mean
        and deviation: what is lost is of third order in an interval's width.
        """
        if not self.regression.classes or len(self.inputs) <= MANY:
            return self
        parts = [_condensed(self.inputs[self.targets == label]) for label in (0.0, 1.0)]
        inputs, counts = (np.concatenate(part) for part in zip(*parts, strict=True))
        targets = np.repeat((0.0, 1.0), [len(part[0]) for part in parts])
        return MeanLoss(self.regression, inputs, targets, counts / len(self.inputs))

    @property
    def condensed_size(self) -> int:
        """How many samples the condensed loss has at most; it is not made for this."""
        return min(len(self.inputs), MANY) if self.regression.classes else len(self.inputs)


BINS = 128
MANY = 4 * BINS
"""As many samples as the condensed loss may have."""


def _condensed(inputs: Array) -> tuple[Array, Array]:
    """Two inputs for each interval, and how many each stands for."""
    low = inputs.min()
    bins = np.minimum(((inputs - low) * (BINS / (np.ptp(inputs) or 1.0))).astype(int), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    bins, counts = (np.cumsum(counts > 0) - 1)[bins], counts[counts > 0]
    means = np.bincount(bins, inputs) / counts
    deviations = np.sqrt(np.bincount(bins, (inputs - means[bins]) ** 2) / counts)
    return np.concatenate((means - deviations, means + deviations)), np.tile(counts / 2, 2)


def mean_loss(regression: Regression, inputs: Array, targets: Array) -> MeanLoss:
    """The mean over samples that weigh the same."""
    return MeanLoss(regression, inputs, targets, np.full(len(inputs), 1.0 / len(inputs)))
