"""AMSGrad: Adam with the largest second moment so far, so that its divisor never falls."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, UPDATE, V_HAT, S, V
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon = hyper
    correction1, correction2 = k
    v, s, s_max = slots
    v = beta1 * v + (1.0 - beta1) * g
    s = beta2 * s + (1.0 - beta2) * g * g
    s_max = s if s > s_max else s_max
    v_hat = v * correction1
    s_hat = s_max * correction2
    return -alpha * v_hat / (sqrt(s_hat) + epsilon), (v, s, s_max), (v_hat, s_hat)


SPEC = Optimizer(
    name="amsgrad",
    title="AMSGrad",
    rule=rule,
    clock=two_powers,
    equation="v ← β1 v + (1−β1)g; s ← β2 s + (1−β2)g²; s_max ← max(s_max, s); v̂ = v/(1−β1^t); "
    "ŝ = s_max/(1−β2^t); x ← x − α v̂/(√ŝ + ε)",
    card=(
        V,
        V_HAT,
        S,
        Line("s_max", "max(s_max, s)"),
        Line("s_hat", "s_max/(1 - beta2**t)", corrected=True),
        UPDATE[0],
        Line("update", "-alpha*v/(sqrt(s_max) + epsilon)", corrected=False),
    ),
    rate=(
        Line("rate", "alpha/(sqrt(s_hat) + epsilon)", corrected=True),
        Line("rate", "alpha/(sqrt(s_max) + epsilon)", corrected=False),
    ),
    source="Reddi, Kale & Kumar, On the convergence of Adam and beyond, 2018",
    hyper=(BETA1, BETA2, small_divisor(1e-8)),
    slots=("v", "s", "s_max"),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "The maximum is taken before the bias correction, as in PyTorch; Optax corrects s first. "
        "The paper corrects nothing: bias_correction = false.",
    ),
)
