"""RMSprop: s ← βs + (1−β)g²; x ← x − α g/(√s + ε)."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import one_power
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta, epsilon = hyper
    (correction,) = k
    (s,) = slots
    s = beta * s + (1.0 - beta) * g * g
    s_hat = s * correction
    return -alpha * g / (sqrt(s_hat) + epsilon), (s,), (s_hat,)


SPEC = Optimizer(
    name="rmsprop",
    title="RMSprop",
    rule=rule,
    clock=one_power,
    equation="s ← βs + (1−β)g²; x ← x − α g/(√s + ε)",
    card=(
        Line("s", "beta*s + (1 - beta)*g**2"),
        Line("s_hat", "s/(1 - beta**t)", corrected=True),
        Line("update", "-alpha*g/(sqrt(s_hat) + epsilon)", corrected=True),
        Line("update", "-alpha*g/(sqrt(s) + epsilon)", corrected=False),
    ),
    rate=(
        Line("rate", "alpha/(sqrt(s_hat) + epsilon)", corrected=True),
        Line("rate", "alpha/(sqrt(s) + epsilon)", corrected=False),
    ),
    source="Tieleman & Hinton, Neural networks for machine learning, lecture 6.5, 2012",
    hyper=(
        decay_rate("beta", "β", 0.9, "share of the old mean square that is kept"),
        small_divisor(1e-8),
    ),
    slots=("s",),
    shown=("s_hat",),
    carried=(1.0,),
    bias_correction=False,
    notes=(
        "ε stands outside the root, as in PyTorch; TensorFlow and Optax put it inside.",
        "PyTorch's β is called alpha there, and its default is 0.99.",
    ),
)
