"""Adamax: Adam with the largest recent gradient in the place of the root of the mean square."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import one_power
from tuiopt_kernels.optimizers._moments import BETA1, V
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon = hyper
    (correction,) = k
    v, u = slots
    v = beta1 * v + (1.0 - beta1) * g
    faded = beta2 * u
    size = abs(g) + epsilon
    u = faded if faded > size else size
    return -alpha * correction * v / u, (v, u), ()


SPEC = Optimizer(
    name="adamax",
    title="Adamax",
    rule=rule,
    clock=one_power,
    equation="v ← β1 v + (1−β1)g; u ← max(β2 u, |g| + ε); x ← x − α/(1−β1^t) · v/u",
    card=(
        V,
        Line("u", "max(beta2*u, abs(g) + epsilon)"),
        Line("update", "-alpha/(1 - beta1**t)*v/u"),
    ),
    rate=(Line("rate", "alpha/u"),),
    source="Kingma & Ba, Adam: a method for stochastic optimization, 2015, section 7.1",
    hyper=(
        BETA1,
        decay_rate("beta2", "β2", 0.999, "share of the old largest gradient that is kept"),
        small_divisor(1e-8),
    ),
    slots=("v", "u"),
    carried=(1.0,),
    learning_rate=0.001,
    notes=(
        "ε joins |g|, as in PyTorch and Optax; the paper has none, Keras adds it to u. "
        "u needs no bias correction: it starts at the size of the first gradient.",
        "The paper and PyTorch have 0.002 for α.",
    ),
)
