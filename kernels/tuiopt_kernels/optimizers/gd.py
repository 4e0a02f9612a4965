"""Gradient descent: x ← x − α g."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Floats, Line, Optimizer


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    return -alpha * g, (), ()


SPEC = Optimizer(
    name="gd",
    title="Gradient descent",
    rule=rule,
    clock=still,
    equation="x ← x − α g",
    card=(Line("update", "-alpha*g"),),
    rate=(Line("rate", "alpha"),),
    source="Cauchy, Méthode générale pour la résolution des systèmes d'équations, 1847",
)
