"""The surfaces once more, as formulas for PyTorch and mpmath to evaluate and differentiate.

Written from the definitions, not from the package's functions, which are held against them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Range = tuple[float, float]


@dataclass(frozen=True)
class SurfaceCase:
    """A surface with its parameters; `f(m, x, y)` takes exp, cos, pi, ... from the module m.

    Where f is not `bounded` from below it has no global minimum. `degenerate` are the stationary
    points whose Hessian is singular, so that neither Newton's method nor curvature tells of them.
    """

    surface: str
    x: Range
    y: Range
    start: tuple[float, float]
    f: Callable[[Any, Any, Any], Any]
    params: Mapping[str, float] = field(default_factory=dict)
    bounded: bool = True
    degenerate: tuple[tuple[float, float], ...] = ()

    @property
    def key(self) -> str:
        return "-".join((self.surface, *(f"{name}-{v:g}" for name, v in self.params.items())))


def levy(m: Any, x: Any, y: Any) -> Any:
    w, z = 1 + (x - 1) / 4, 1 + (y - 1) / 4
    return (
        m.sin(m.pi * w) ** 2
        + (w - 1) ** 2 * (1 + 10 * m.sin(m.pi * w + 1) ** 2)
        + (z - 1) ** 2 * (1 + m.sin(2 * m.pi * z) ** 2)
    )


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
    SurfaceCase(
        "monkey-saddle",
        (-2, 2),
        (-2, 2),
        (1.2, 0.6),
        lambda m, x, y: x**3 - 3 * x * y**2,
        bounded=False,
        degenerate=((0, 0),),
    ),
    SurfaceCase(
        "booth",
        (-10, 10),
        (-10, 10),
        (-8, 8),
        lambda m, x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    ),
    SurfaceCase(
        "matyas",
        (-10, 10),
        (-10, 10),
        (8, -6),
        lambda m, x, y: 26 * (x**2 + y**2) / 100 - 48 * x * y / 100,
    ),
    SurfaceCase(
        "three-hump-camel",
        (-2.5, 2.5),
        (-2.5, 2.5),
        (-1.8, 1.5),
        lambda m, x, y: 2 * x**2 - 105 * x**4 / 100 + x**6 / 6 + x * y + y**2,
    ),
    SurfaceCase(
        "six-hump-camel",
        (-2, 2),
        (-1, 1),
        (1.6, 0.8),
        lambda m, x, y: (4 - 21 * x**2 / 10 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2,
    ),
    SurfaceCase(
        "styblinski-tang",
        (-5, 5),
        (-5, 5),
        (0.5, 4),
        lambda m, x, y: (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2,
    ),
    SurfaceCase(
        "ackley",
        (-5, 5),
        (-5, 5),
        (3, -2),
        lambda m, x, y: (
            -20 * m.exp(-m.sqrt((x**2 + y**2) / 2) / 5)
            - m.exp((m.cos(2 * m.pi * x) + m.cos(2 * m.pi * y)) / 2)
            + m.e
            + 20
        ),
    ),
    SurfaceCase(
        "griewank",
        (-10, 10),
        (-10, 10),
        (7, -5),
        lambda m, x, y: 1 + (x**2 + y**2) / 4000 - m.cos(x) * m.cos(y / math.sqrt(2)),
    ),
    SurfaceCase("levy", (-10, 10), (-10, 10), (-7, 6), levy),
    SurfaceCase(
        "easom",
        (0, 2 * math.pi),
        (0, 2 * math.pi),
        (1.2, 4.4),
        lambda m, x, y: -m.cos(x) * m.cos(y) * m.exp(-((x - m.pi) ** 2) - (y - m.pi) ** 2),
    ),
    SurfaceCase(
        "goldstein-price",
        (-2, 2),
        (-2, 2),
        (-1.2, 0.8),
        lambda m, x, y: (
            (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2))
            * (
                30
                + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
            )
        ),
    ),
    SurfaceCase(
        "mccormick",
        (-1.5, 4),
        (-3, 4),
        (3, 3),
        lambda m, x, y: m.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    ),
    SurfaceCase(
        "branin",
        (-5, 10),
        (0, 15),
        (-2, 3),
        lambda m, x, y: (
            (y - 51 * x**2 / (40 * m.pi**2) + 5 * x / m.pi - 6) ** 2
            + 10 * (1 - 1 / (8 * m.pi)) * m.cos(x)
            + 10
        ),
    ),
    SurfaceCase(
        "curved-valley",
        (-2, 2),
        (-0.3, 1.1),
        (-1.21, 0.853),
        lambda m, x, y: (1 - x) ** 2 + 20 * (3 * y - x**2) ** 2,
    ),
    SurfaceCase(
        "sharp-flat",
        (-3, 3),
        (-3, 3),
        (-1.1, 1),
        lambda m, x, y: (
            1
            - 95 * m.exp(-20 * ((x + 1.5) ** 2 + y**2)) / 100
            - m.exp(-((x - 1.5) ** 2 + y**2) / 2)
            + (x**2 + y**2) / 100
        ),
    ),
    SurfaceCase(
        "cliff",
        (-3, 3),
        (-3, 3),
        (-2.5, 1),
        lambda m, x, y: 10 / (1 + m.exp(20 * x)) + (x - 2) ** 2 / 20 + y**2 / 20,
    ),
)
