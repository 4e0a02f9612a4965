"""The surfaces once more, as formulas for PyTorch and mpmath to evaluate and differentiate.

Written from the definitions, not from the package's functions, which are held against them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Range = tuple[float, float]


@dataclass(frozen=True)
class SurfaceCase:
    """A surface with its parameters; `f(m, x, y)` takes exp, cos, pi, ... from the module m.

    Where f is not `bounded` from below it has no global minimum.
    """

    surface: str
    x: Range
    y: Range
    start: tuple[float, float]
    f: Callable[[Any, Any, Any], Any]
    params: Mapping[str, float] = field(default_factory=dict)
    bounded: bool = True

    @property
    def key(self) -> str:
        return "-".join((self.surface, *(f"{name}-{v:g}" for name, v in self.params.items())))


SURFACE_CASES = (
    SurfaceCase("ravine", (-10, 10), (-10, 10), (-7, 2), lambda m, x, y: x**2 / 20 + y**2),
    SurfaceCase(
        "ravine",
        (-10, 10),
        (-10, 10),
        (-7, 2),
        lambda m, x, y: x**2 / 1000 + y**2,
        {"condition": 1000.0},
    ),
    SurfaceCase(
        "ravine",
        (-10, 10),
        (-10, 10),
        (-7, 2),
        lambda m, x, y: x**2 / 0.25 + y**2,
        {"condition": 0.25},
    ),
    SurfaceCase("bowl", (-3, 3), (-3, 3), (-2.5, 1.5), lambda m, x, y: x**2 + y**2),
    SurfaceCase(
        "saddle", (-2, 2), (-2, 2), (-1.5, 0.001), lambda m, x, y: x**2 - y**2, bounded=False
    ),
    SurfaceCase(
        "rosenbrock",
        (-2, 2),
        (-1, 3),
        (-1.5, 2),
        lambda m, x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    ),
    SurfaceCase(
        "himmelblau",
        (-5, 5),
        (-5, 5),
        (0, 0),
        lambda m, x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    ),
    SurfaceCase(
        "beale",
        (-4.5, 4.5),
        (-4.5, 4.5),
        (1, 1.5),
        lambda m, x, y: (
            (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
        ),
    ),
    SurfaceCase(
        "rastrigin",
        (-5.12, 5.12),
        (-5.12, 5.12),
        (-3.3, 2.4),
        lambda m, x, y: 20 + (x**2 - 10 * m.cos(2 * m.pi * x)) + (y**2 - 10 * m.cos(2 * m.pi * y)),
    ),
    SurfaceCase(
        "two-wells",
        (-2, 2),
        (-2, 2),
        (0.3, 1.2),
        lambda m, x, y: (
            x**2
            + y**2
            - 2 * m.exp(-((x - 1) ** 2 + y**2) * 5)
            - 3 * m.exp(-((x + 1) ** 2 + y**2) * 5)
        ),
    ),
)
