"""Polyak's heavy ball, momentum without (1−β): v ← βv + g; x ← x − α v."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    (beta,) = hyper
    (v,) = slots
    v = beta * v + g
    return -alpha * v, (v,), ()


SPEC = Optimizer(
    name="heavy-ball",
    title="Heavy ball",
    rule=rule,
    clock=still,
    equation="v ← βv + g; x ← x − α v",
    card=(Line("v", "beta*v + g"), Line("update", "-alpha*v")),
    rate=(Line("rate", "alpha/(1 - beta)"),),
    source="Polyak, Some methods of speeding up the convergence of iteration methods, 1964",
    hyper=(decay_rate("beta", "β", 0.9, "share of the old velocity that is kept"),),
    slots=("v",),
    notes=(
        "This is momentum in PyTorch's SGD and in Optax. A steady gradient is followed at "
        "α/(1−β), so the same α means ten times the rate of momentum with β = 0.9.",
    ),
)
