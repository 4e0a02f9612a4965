"""AdaGrad: s ← s + g²; x ← x − α g/(√s + ε)."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    (epsilon,) = hyper
    (s,) = slots
    s = s + g * g
    # Divided first: α g could underflow where ε is this small.
    return -alpha * (g / (sqrt(s) + epsilon)), (s,), ()


SPEC = Optimizer(
    name="adagrad",
    title="AdaGrad",
    rule=rule,
    clock=still,
    equation="s ← s + g²; x ← x − α g/(√s + ε)",
    card=(Line("s", "s + g**2"), Line("update", "-alpha*g/(sqrt(s) + epsilon)")),
    rate=(Line("rate", "alpha/(sqrt(s) + epsilon)"),),
    source="Duchi, Hazan & Singer, Adaptive subgradient methods for online learning and "
    "stochastic optimization, JMLR 12, 2011",
    hyper=(small_divisor(1e-10),),
    slots=("s",),
    notes=(
        "s is a sum, not an average: it never falls, so the effective rate never rises.",
        "s starts at 0 and ε stands outside the root, as in PyTorch; TensorFlow and Optax start "
        "at 0.1, and put ε inside the root.",
    ),
)
