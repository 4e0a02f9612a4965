"""AdamW: Adam, and weight decay that does not pass through its averages."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, RATE, S_HAT, V_HAT, S, V
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor, weight_decay


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon, decay = hyper
    correction1, correction2 = k
    v, s = slots
    v = beta1 * v + (1.0 - beta1) * g
    s = beta2 * s + (1.0 - beta2) * g * g
    v_hat = v * correction1
    s_hat = s * correction2
    update = -alpha * decay * x - alpha * v_hat / (sqrt(s_hat) + epsilon)
    return update, (v, s), (v_hat, s_hat)


SPEC = Optimizer(
    name="adamw",
    title="AdamW",
    rule=rule,
    clock=two_powers,
    equation="x ← x − α λ_w x; then Adam: v ← β1 v + (1−β1)g; s ← β2 s + (1−β2)g²; "
    "v̂ = v/(1−β1^t); ŝ = s/(1−β2^t); x ← x − α v̂/(√ŝ + ε)",
    card=(
        V,
        V_HAT,
        S,
        S_HAT,
        Line(
            "update",
            "-alpha*weight_decay*x - alpha*v_hat/(sqrt(s_hat) + epsilon)",
            corrected=True,
        ),
        Line("update", "-alpha*weight_decay*x - alpha*v/(sqrt(s) + epsilon)", corrected=False),
    ),
    rate=RATE,
    source="Loshchilov & Hutter, Decoupled weight decay regularization, 2019",
    hyper=(BETA1, BETA2, small_divisor(1e-8), weight_decay(0.01)),
    slots=("v", "s"),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "Not Adam with an L2 penalty: there λx is part of g and divided by √ŝ like the rest, here "
        "x shrinks at the same rate everywhere.",
        "As in PyTorch, which first multiplies x by 1 − αλ_w; in the paper the decay is not "
        "multiplied by α. Optax has 0.0001 for λ_w.",
    ),
)
