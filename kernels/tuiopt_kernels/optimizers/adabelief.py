"""AdaBelief: Adam that divides by how far gradients are from their average, not from zero."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, RATE, S_HAT, UPDATE, V_HAT, V
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon = hyper
    correction1, correction2 = k
    v, s = slots
    v = beta1 * v + (1.0 - beta1) * g
    surprise = g - v
    s = beta2 * s + (1.0 - beta2) * surprise * surprise + epsilon
    v_hat = v * correction1
    s_hat = s * correction2
    return -alpha * v_hat / (sqrt(s_hat) + epsilon), (v, s), (v_hat, s_hat)


SPEC = Optimizer(
    name="adabelief",
    title="AdaBelief",
    rule=rule,
    clock=two_powers,
    equation="v ← β1 v + (1−β1)g; s ← β2 s + (1−β2)(g − v)² + ε; v̂ = v/(1−β1^t); "
    "ŝ = s/(1−β2^t); x ← x − α v̂/(√ŝ + ε)",
    card=(V, V_HAT, Line("s", "beta2*s + (1 - beta2)*(g - v)**2 + epsilon"), S_HAT, *UPDATE),
    rate=RATE,
    source="Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed "
    "gradients, 2020",
    hyper=(BETA1, BETA2, small_divisor(1e-16)),
    slots=("v", "s"),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "ε is kept in s, where it adds up to ε/(1−β2), and stands beside √ŝ as well: both as in "
        "the paper and in Optax, which sets them apart as eps_root and eps.",
    ),
)
