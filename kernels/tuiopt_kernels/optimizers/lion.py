"""Lion: the sign of an average of the gradient, so that every step has the same length."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.optimizers._sign import sign
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate, weight_decay


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, decay = hyper
    (v,) = slots
    c = beta1 * v + (1.0 - beta1) * g
    v = beta2 * v + (1.0 - beta2) * g
    return -alpha * (sign(c) + decay * x), (v,), ()


SPEC = Optimizer(
    name="lion",
    title="Lion",
    rule=rule,
    clock=still,
    equation="c = β1 v + (1−β1)g; x ← x − α(sign(c) + λ_w x); v ← β2 v + (1−β2)g",
    card=(
        Line("c", "beta1*v + (1 - beta1)*g"),
        Line("v", "beta2*v + (1 - beta2)*g"),
        Line("update", "-alpha*(sign(c) + weight_decay*x)"),
    ),
    source="Chen et al., Symbolic discovery of optimization algorithms, 2023",
    hyper=(
        decay_rate("beta1", "β1", 0.9, "share of the average in c, whose sign is followed"),
        decay_rate("beta2", "β2", 0.99, "share of the old average that is kept"),
        weight_decay(0.0),
    ),
    slots=("v",),
    learning_rate=0.0001,
    notes=(
        "Every step has length α in every coordinate, so α is 3 to 10 times smaller than Adam's, "
        "and λ_w as many times larger. Optax has 0.001 for λ_w.",
    ),
)
