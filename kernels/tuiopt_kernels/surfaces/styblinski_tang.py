"""Styblinski and Tang's function: four minima, one in each quarter, only one the deepest."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def height(u: float) -> float:
    """What each coordinate adds to f."""
    return 0.5 * u * (u * (u * u - 16.0) + 5.0)


def slope(u: float) -> float:
    return 2.0 * u * (u * u - 8.0) + 2.5


def bend(u: float) -> float:
    return 6.0 * (u * u) - 16.0


def value(x: float, y: float, params: Floats) -> float:
    return height(x) + height(y)


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return slope(x), slope(y)


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return bend(x), 0.0, bend(y)


SPEC = Surface(
    name="styblinski-tang",
    title="Styblinski–Tang",
    formula="½(x⁴−16x²+5x + y⁴−16y²+5y)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=(0.5, 4.0),
    minima=(
        Minimum(-2.903534027771177, -2.903534027771177),
        Minimum(-2.903534027771177, 2.746802770990837, is_global=False),
        Minimum(2.746802770990837, -2.903534027771177, is_global=False),
        Minimum(2.746802770990837, 2.746802770990837, is_global=False),
    ),
    saddles=(
        (-2.903534027771177, 0.1567312567803401),
        (0.1567312567803401, -2.903534027771177),
        (0.1567312567803401, 2.746802770990837),
        (2.746802770990837, 0.1567312567803401),
    ),
    source="Styblinski and Tang, Experiments in nonconvex optimization: stochastic approximation "
    "with function smoothing and simulated annealing, Neural Networks 3, 1990",
)
