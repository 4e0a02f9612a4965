"""Whether a surface's derivatives are those of its function, by differences of it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

from tuiopt_kernels.ieee import safe
from tuiopt_kernels.spec import Floats, Surface

SHARES = (0.137, 0.419, 0.683, 0.871)
"""Where points lie in the domain: nowhere that a kink or a line of symmetry would be put."""

WIDTHS = (1e-5, 1e-6, 1e-7, 1e-8)
"""The steps, in domain widths: one of them is neither too wide for f nor lost in rounding."""

TOLERANCE = 1e-4
"""Of the derivatives' size at a point."""

ROUNDING = 1e-14
"""Of the function's size: what its differences are wrong by."""

Partials = Callable[[float, float], Sequence[float]]


def wrong_derivative(surface: Surface, params: Floats) -> str | None:
    """Which derivative is wrong, where, and what it should be about; None where all are right.

    Points where something is not finite tell nothing.
    """
    value, gradient, hessian = map(safe, (surface.value, surface.gradient, surface.hessian))

    def values(x: float, y: float) -> Sequence[float]:
        return (value(x, y, params),)

    def gradients(x: float, y: float) -> Sequence[float]:
        slopes: Sequence[float] = gradient(x, y, params)
        return slopes

    for x, y in _points(surface):
        given = gradient(x, y, params)
        xx, xy, yy = hessian(x, y, params)
        for name, found, function, partials in (
            ("gradient", given, "value", values),
            ("hessian", (xx, xy, xy, yy), "gradient", gradients),
        ):
            due = _unlike(surface, partials, x, y, found)
            if due is not None:
                told = f"differences of {function} give {_told(due)}"
                return f"{name} at ({x:g}, {y:g}) is {_told(found)}, but {told}"
    return None


def _points(surface: Surface) -> Iterator[tuple[float, float]]:
    xs, ys = ([low + share * (high - low) for share in SHARES] for low, high in surface.domain)
    return itertools.product(xs, ys)


def _unlike(
    surface: Surface, function: Partials, x: float, y: float, found: Sequence[float]
) -> Sequence[float] | None:
    """The derivatives of all components by x, then by y, where they are not those found."""
    here = max(map(abs, function(x, y)))
    (left, right), (bottom, top) = surface.domain
    due: Sequence[float] = ()
    for width in WIDTHS:
        dx, dy = width * (right - left), width * (top - bottom)
        due = [
            (after - before) / (2.0 * step)
            for step, ahead, back in (
                (dx, function(x + dx, y), function(x - dx, y)),
                (dy, function(x, y + dy), function(x, y - dy)),
            )
            for after, before in zip(ahead, back, strict=True)
        ]
        lost = ROUNDING * here / min(dx, dy)
        if not all(map(math.isfinite, (*found, *due, lost))):
            return None
        size = max(map(abs, (*found, *due)))
        far = max(abs(a - b) for a, b in zip(found, due, strict=True))
        if far <= TOLERANCE * size + lost:
            return None
    return due


def _told(numbers: Sequence[float]) -> str:
    return f"({', '.join(f'{number:.6g}' for number in numbers)})"
