"""Yogi: Adam whose second moment moves by (1−β2)g² a step, however far off it is."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, RATE, S_HAT, UPDATE, V_HAT, V
from tuiopt_kernels.optimizers._sign import sign
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon = hyper
    correction1, correction2 = k
    v, s = slots
    square = g * g
    v = beta1 * v + (1.0 - beta1) * g
    s = s - (1.0 - beta2) * sign(s - square) * square
    v_hat = v * correction1
    s_hat = s * correction2
    return -alpha * v_hat / (sqrt(s_hat) + epsilon), (v, s), (v_hat, s_hat)


SPEC = Optimizer(
    name="yogi",
    title="Yogi",
    rule=rule,
    clock=two_powers,
    equation="v ← β1 v + (1−β1)g; s ← s − (1−β2) sign(s − g²) g²; v̂ = v/(1−β1^t); "
    "ŝ = s/(1−β2^t); x ← x − α v̂/(√ŝ + ε); v and s start at 1e−6",
    card=(V, V_HAT, Line("s", "s - (1 - beta2)*sign(s - g**2)*g**2"), S_HAT, *UPDATE),
    rate=RATE,
    source="Zaheer et al., Adaptive methods for nonconvex optimization, 2018",
    hyper=(BETA1, BETA2, small_divisor(1e-3)),
    slots=("v", "s"),
    starts=(1e-6, 1e-6),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "v and s start at 1e−6 and are corrected as if they started at 0, both as in Optax; "
        "the paper's algorithm has no bias correction.",
    ),
)
