"""RAdam: Adam that divides by √ŝ only as far as the steps so far tell how large it is."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import two_powers
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, S_HAT, V_HAT, S, V
from tuiopt_kernels.spec import Floats, Line, Optimizer, small_divisor


def clock(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    """k = (1/(1 − β1^t), 1/(1 − β2^t), r, ε/√(1 − β2^t)); r is 0 up to ρ = 5.

    `carried` is that of `two_powers`, then 1 − β2^t, which ρ needs without correction too.
    """
    _, beta2, epsilon = hyper
    power1, power2, complement = carried
    powers, (correction1, correction2) = two_powers(t, hyper, (power1, power2))
    power1, power2 = powers
    complement = beta2 * complement + (1.0 - beta2)
    longest = 2.0 / (1.0 - beta2) - 1.0
    length = longest - 2.0 * t * (1.0 - complement) / complement
    r = 0.0
    if length > 5.0:
        share = (length - 4.0) * (length - 2.0) * longest
        r = sqrt(share / ((longest - 4.0) * (longest - 2.0) * length))
    small = epsilon * sqrt(correction2)
    return (power1, power2, complement), (correction1, correction2, r, small)


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, _ = hyper
    correction1, correction2, r, small = k
    v, s = slots
    v = beta1 * v + (1.0 - beta1) * g
    s = beta2 * s + (1.0 - beta2) * g * g
    v_hat = v * correction1
    s_hat = s * correction2
    rate = alpha * r / (sqrt(s_hat) + small) if r > 0.0 else alpha
    return -rate * v_hat, (v, s), (v_hat, s_hat)


SPEC = Optimizer(
    name="radam",
    title="RAdam",
    rule=rule,
    clock=clock,
    equation="v̂, ŝ as in Adam; ρ∞ = 2/(1−β2) − 1; ρ = ρ∞ − 2t β2^t/(1−β2^t); if ρ > 5: "
    "r = √((ρ−4)(ρ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρ)), x ← x − α r v̂ √(1−β2^t)/(√s + ε); "
    "else x ← x − α v̂",
    card=(
        V,
        V_HAT,
        S,
        S_HAT,
        Line("rho_inf", "2/(1 - beta2) - 1"),
        Line("rho", "rho_inf - 2*t*beta2**t/(1 - beta2**t)"),
        Line(
            "r",
            "sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho)) if rho > 5 else 1",
        ),
        Line(
            "q",
            "sqrt(s_hat) + epsilon/sqrt(1 - beta2**t) if rho > 5 else 1",
            corrected=True,
        ),
        Line("q", "sqrt(s) + epsilon if rho > 5 else 1", corrected=False),
        Line("update", "-alpha*r*v_hat/q", corrected=True),
        Line("update", "-alpha*r*v/q", corrected=False),
    ),
    rate=(Line("rate", "alpha*r/q"),),
    source="Liu et al., On the variance of the adaptive learning rate and beyond, 2020",
    hyper=(BETA1, BETA2, small_divisor(1e-8)),
    slots=("v", "s"),
    shown=("v_hat", "s_hat"),
    carried=(1.0, 1.0, 0.0),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "From ρ > 5 on the step is divided, as in PyTorch and Optax; in the paper from ρ > 4 on.",
        "As in PyTorch, ε joins √s before its bias is corrected: it is divided by √(1−β2^t) too.",
    ),
)
