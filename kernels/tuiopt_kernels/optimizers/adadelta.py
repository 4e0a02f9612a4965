"""Adadelta: RMSprop whose learning rate is the root mean square of its own past steps."""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import Floats, Line, Optimizer, decay_rate, small_divisor


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    beta, epsilon = hyper
    s, d = slots
    s = beta * s + (1.0 - beta) * g * g
    u = g * sqrt(d + epsilon) / sqrt(s + epsilon)
    d = beta * d + (1.0 - beta) * u * u
    return -alpha * u, (s, d), ()


SPEC = Optimizer(
    name="adadelta",
    title="Adadelta",
    rule=rule,
    clock=still,
    equation="s ← βs + (1−β)g²; u = g √(d + ε)/√(s + ε); d ← βd + (1−β)u²; x ← x − α u",
    card=(
        Line("s", "beta*s + (1 - beta)*g**2"),
        Line("u", "g*sqrt(d + epsilon)/sqrt(s + epsilon)"),
        Line("d", "beta*d + (1 - beta)*u**2"),
        Line("update", "-alpha*u"),
    ),
    source="Zeiler, ADADELTA: an adaptive learning rate method, arXiv:1212.5701, 2012",
    hyper=(
        decay_rate("beta", "β", 0.9, "share of the old mean squares that is kept"),
        small_divisor(1e-6),
    ),
    slots=("s", "d"),
    learning_rate=1.0,
    notes=(
        "u is the paper's −Δx, PyTorch's delta; d is the mean of its square. The first steps are "
        "about √ε long, so ε is more than a guard: it sets how fast a run gets going.",
        "The paper has no α, which is α = 1, and its β is ρ. Keras starts at α = 0.001 and β = "
        "0.95.",
    ),
)
