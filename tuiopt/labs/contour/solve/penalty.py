"""Where an L2 penalty moves a problem's minima to: those of f + λ/2·(x² + y²)."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.trace import Array
from tuiopt.scenario.model import Point
from tuiopt_kernels.ieee import safe

STEPS = 100
"""More than a search takes, at a dozen or so."""

HALVINGS = 40
"""How often a step is halved to find a lower loss."""

NEAR = 1e-10
"""The share of the loss below which what a step gains drowns in rounding."""

LEAST_CURVATURE = 1e-6
"""Of the largest one: what a search takes for a way that is curved less."""

ARRIVED = 1e-9
"""The length of the step still to go, to that of the point, at which a minimum is found."""

APART = 1e-6
"""As near to each other as searches end that have found the same minimum."""


@lru_cache(maxsize=64)
def penalised_minima(problem: Problem, l2: float) -> tuple[Point, ...]:
    """The minima of f + λ/2·(x² + y²), exact to rounding, that lie downhill from those of f.

    Where f lists none, the one downhill from the origin, to which the penalty pulls, if there is
    any. Found by Newton's method, with steps that go down. `l2` is λ.
    """
    loss = _Penalised(problem, l2)
    found: list[Point] = []
    for start in [(at.x, at.y) for at in problem.surface.minima] or [(0.0, 0.0)]:
        end = loss.minimum(np.array(start))
        if end is not None and all(np.hypot(*np.subtract(end, one)) > APART for one in found):
            found.append(end)
    return tuple(found)


class _Penalised:
    """The loss that a run with an L2 penalty goes down."""

    def __init__(self, problem: Problem, l2: float) -> None:
        self._problem = problem
        self._l2 = l2

    def value(self, at: Array) -> float:
        return self._problem.value(*at.tolist()) + 0.5 * self._l2 * float(at @ at)

    def gradient(self, at: Array) -> Array:
        surface, params = self._problem.surface, self._problem.params
        return np.array(safe(surface.gradient)(*at.tolist(), params)) + self._l2 * at

    def curvatures(self, at: Array) -> tuple[Array, Array]:
        """The Hessian's eigenvalues, the smaller one first, and eigenvectors."""
        surface, params = self._problem.surface, self._problem.params
        xx, xy, yy = safe(surface.hessian)(*at.tolist(), params)
        return np.linalg.eigh(np.array([[xx, xy], [xy, yy]]) + self._l2 * np.eye(2))

    def minimum(self, at: Array) -> Point | None:
        """The minimum downhill from a point; None if none is found."""
        try:
            with np.errstate(all="ignore"):
                return self._polished(self._down(at))
        # Out there f has no value, or its Hessian none that is finite.
        except (ArithmeticError, np.linalg.LinAlgError):
            return None

    def _down(self, at: Array) -> Array:
        """As far down as values can tell."""
        here = self.value(at)
        for _ in range(STEPS):
            values, vectors = self.curvatures(at)
            upward = np.maximum(np.abs(values), LEAST_CURVATURE * np.abs(values).max())
            slope = self.gradient(at)
            step = vectors @ ((vectors.T @ slope) / upward)
            if slope @ step <= NEAR * abs(here):
                break
            for halved in range(HALVINGS):
                there = at - step / 2.0**halved
                if (value := self.value(there)) < here:
                    break
            else:
                break
            at, here = there, value
        return at

    def _polished(self, at: Array) -> Point | None:
        """The last digits, which the gradient still tells; None where no minimum is near."""
        slope = self.gradient(at)
        values, vectors = self.curvatures(at)
        for _ in range(STEPS):
            if not slope.any():
                break
            there = at - vectors @ ((vectors.T @ slope) / values)
            less = self.gradient(there)
            if not np.hypot(*less) < np.hypot(*slope):
                break
            at, slope = there, less
            values, vectors = self.curvatures(at)
        rest = np.hypot(*((vectors.T @ slope) / values))
        if values[0] > 0.0 and rest <= ARRIVED * (1.0 + np.hypot(*at)):
            x, y = at.tolist()
            return x, y
        return None
