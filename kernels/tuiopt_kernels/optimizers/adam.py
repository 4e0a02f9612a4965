"""Adam: momentum over RMSprop, both with bias correction."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, RATE, S_HAT, UPDATE, V_HAT, S, V
from tuiopt_kernels.spec import Floats, Optimizer, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon = hyper
    correction1, correction2 = k
    v, s = slots
    v = beta1 * v + (1.0 - beta1) * g
    s = beta2 * s + (1.0 - beta2) * g * g
    v_hat = v * correction1
    s_hat = s * correction2
    return -alpha * v_hat / (sqrt(s_hat) + epsilon), (v, s), (v_hat, s_hat)


SPEC = Optimizer(
    name="adam",
    title="Adam",
    rule=rule,
    clock=two_powers,
    equation="v ← β1 v + (1−β1)g; s ← β2 s + (1−β2)g²; v̂ = v/(1−β1^t); ŝ = s/(1−β2^t); "
    "x ← x − α v̂/(√ŝ + ε)",
    card=(V, V_HAT, S, S_HAT, *UPDATE),
    rate=RATE,
    source="Kingma & Ba, Adam: a method for stochastic optimization, 2015",
    hyper=(BETA1, BETA2, small_divisor(1e-8)),
    slots=("v", "s"),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "The paper's m and v, PyTorch's exp_avg and exp_avg_sq, are the course's v and s.",
        "ε stands beside √ŝ, as in PyTorch and in the paper's algorithm; the paper's ε̂ variant, "
        "which folds the corrections into α, gives slightly other steps.",
    ),
)
