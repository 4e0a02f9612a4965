"""NAdam: Adam with Nesterov's look ahead, its momentum warmed up."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import fade
from tuiopt_kernels.optimizers._moments import BETA1, BETA2, RATE, S_HAT, S, V
from tuiopt_kernels.spec import NOT_NEGATIVE, Floats, Hyper, Line, Optimizer, small_divisor


def clock(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    """k = ((1 − μ_t)/(1 − M_t), μ_{t+1}/(1 − M_t μ_{t+1}), 1/(1 − β2^t)).

    `carried` is (M, β2^t, 1 − 0.96^(ψt)), from (1, 1, 0); M and β2^t from 0 for no correction.
    """
    beta1, beta2, _, decay = hyper
    product, power, warmth = carried
    fall = 0.96**decay  # the same at every step: a compiled loop computes it once
    power = fade(power, beta2)
    warmth = fall * warmth + (1.0 - fall)
    mu = beta1 * (0.5 + 0.5 * warmth)
    mu_next = beta1 * (0.5 + 0.5 * (fall * warmth + (1.0 - fall)))
    product = fade(product, mu)
    of_g = (1.0 - mu) / (1.0 - product)
    of_v = mu_next / (1.0 - product * mu_next)
    return (product, power, warmth), (of_g, of_v, 1.0 / (1.0 - power))


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta1, beta2, epsilon, _ = hyper
    of_g, of_v, correction2 = k
    v, s = slots
    v = beta1 * v + (1.0 - beta1) * g
    s = beta2 * s + (1.0 - beta2) * g * g
    s_hat = s * correction2
    return -alpha * (of_g * g + of_v * v) / (sqrt(s_hat) + epsilon), (v, s), (s_hat,)


SPEC = Optimizer(
    name="nadam",
    title="NAdam",
    rule=rule,
    clock=clock,
    equation="μ_t = β1(1 − ½·0.96^(ψt)); M_t = μ_1 μ_2 … μ_t; v ← β1 v + (1−β1)g; "
    "s ← β2 s + (1−β2)g²; ŝ = s/(1−β2^t); "
    "x ← x − α[(1−μ_t) g/(1−M_t) + μ_{t+1} v/(1−M_t μ_{t+1})]/(√ŝ + ε)",
    card=(
        Line("mu", "beta1*(1 - 0.5*0.96**(momentum_decay*t))"),
        Line("mu_next", "beta1*(1 - 0.5*0.96**(momentum_decay*(t + 1)))"),
        Line("M", "M*mu", corrected=True),
        V,
        Line("v_ahead", "(1 - mu)*g/(1 - M) + mu_next*v/(1 - M*mu_next)", corrected=True),
        Line("v_ahead", "(1 - mu)*g + mu_next*v", corrected=False),
        S,
        S_HAT,
        Line("update", "-alpha*v_ahead/(sqrt(s_hat) + epsilon)", corrected=True),
        Line("update", "-alpha*v_ahead/(sqrt(s) + epsilon)", corrected=False),
    ),
    rate=RATE,
    source="Dozat, Incorporating Nesterov momentum into Adam, 2016",
    hyper=(
        BETA1,
        BETA2,
        small_divisor(1e-8),
        Hyper(
            "momentum_decay",
            "ψ",
            0.004,
            NOT_NEGATIVE,
            "log",
            "how soon μ rises from half of β1 to β1",
        ),
    ),
    slots=("v", "s"),
    shown=("s_hat",),
    carried=(1.0, 1.0, 0.0),
    clocked=("M",),
    bias_correction=True,
    learning_rate=0.001,
    notes=(
        "μ rises as in the paper and in PyTorch, where α is 0.002; Optax keeps μ = β1 throughout. "
        "PyTorch keeps M in single precision.",
    ),
)
