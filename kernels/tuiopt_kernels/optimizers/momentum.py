"""Momentum as an exponentially weighted average: v ← βv + (1−β)g; x ← x − α v."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import one_power
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    (beta,) = hyper
    (correction,) = k
    (v,) = slots
    v = beta * v + (1.0 - beta) * g
    v_hat = v * correction
    return -alpha * v_hat, (v,), (v_hat,)


SPEC = Optimizer(
    name="momentum",
    title="Momentum",
    rule=rule,
    clock=one_power,
    equation="v ← βv + (1−β)g; x ← x − α v",
    card=(
        Line("v", "beta*v + (1 - beta)*g"),
        Line("v_hat", "v/(1 - beta**t)", corrected=True),
        Line("update", "-alpha*v_hat", corrected=True),
        Line("update", "-alpha*v", corrected=False),
    ),
    rate=(Line("rate", "alpha"),),
    source="Polyak, Some methods of speeding up the convergence of iteration methods, 1964; "
    "in the (1−β) form of the deep-learning course",
    hyper=(decay_rate("beta", "β", 0.9, "share of the old velocity that is kept"),),
    slots=("v",),
    shown=("v_hat",),
    carried=(1.0,),
    bias_correction=False,
    notes=("PyTorch's SGD has no (1−β): momentum(α, β) takes the steps of heavy-ball(α(1−β), β).",),
)
