"""Nesterov's momentum: v ← βv + g; x ← x − α (g + βv)."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    (beta,) = hyper
    (v,) = slots
    v = beta * v + g
    return -alpha * (g + beta * v), (v,), ()


SPEC = Optimizer(
    name="nesterov",
    title="Nesterov",
    rule=rule,
    clock=still,
    equation="v ← βv + g; x ← x − α (g + βv)",
    card=(Line("v", "beta*v + g"), Line("update", "-alpha*(g + beta*v)")),
    rate=(Line("rate", "alpha/(1 - beta)"),),
    source="Nesterov, A method of solving a convex programming problem with convergence rate "
    "O(1/k²), 1983; in the form of Sutskever et al., 2013, as PyTorch has it",
    hyper=(decay_rate("beta", "β", 0.9, "share of the old velocity that is kept"),),
    slots=("v",),
    notes=("Like the heavy ball without (1−β): a steady gradient is followed at α/(1−β).",),
)
