"""Rprop: each coordinate has its own step size and looks at the gradient's sign alone."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import POSITIVE, Floats, Hyper, Interval, Line, Optimizer


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    eta_minus, eta_plus, step_min, step_max = hyper
    eta, g_prev = slots
    p = g * g_prev
    factor = eta_plus if p > 0.0 else eta_minus if p < 0.0 else 1.0
    eta = min(max(factor * eta, step_min), step_max)
    g_prev = 0.0 if p < 0.0 else g
    sign = 1.0 if g_prev > 0.0 else -1.0 if g_prev < 0.0 else 0.0
    return -eta * sign, (eta, g_prev), ()


SPEC = Optimizer(
    name="rprop",
    title="Rprop",
    rule=rule,
    clock=still,
    equation="η ← clip(η·(η⁺ if g g_prev > 0, η⁻ if g g_prev < 0, else 1), step_min, step_max); "
    "g_prev ← 0 if g g_prev < 0, else g; x ← x − η sign(g_prev)",
    card=(
        Line("p", "g*g_prev"),
        Line("factor", "eta_plus if p > 0 else eta_minus if p < 0 else 1"),
        Line("eta", "min(max(factor*eta, step_min), step_max)"),
        Line("g_prev", "0 if p < 0 else g"),
        Line("update", "-eta*sign(g_prev)"),
    ),
    source="Riedmiller & Braun, A direct adaptive method for faster backpropagation learning: the "
    "RPROP algorithm, 1993",
    hyper=(
        Hyper(
            "eta_minus",
            "η⁻",
            0.5,
            Interval(0.0, 1.0, low_open=True, high_open=True),
            "linear",
            "what η is multiplied by where the gradient changes its sign",
        ),
        Hyper(
            "eta_plus",
            "η⁺",
            1.2,
            Interval(low=1.0, low_open=True),
            "linear",
            "what η is multiplied by where the gradient keeps its sign",
        ),
        Hyper("step_min", "η_min", 1e-6, POSITIVE, "log", "the least step size"),
        Hyper("step_max", "η_max", 50.0, POSITIVE, "log", "the largest step size"),
    ),
    slots=("eta", "g_prev"),
    starts=("learning_rate", 0.0),
    scheduled=False,
    notes=(
        "α is only the first step size: from then on the rule adapts η itself, so a schedule "
        "would change nothing and is refused.",
        "Where a sign changes there is no move, and the stored gradient is 0, so that η waits one "
        "step; this is Rprop without weight-backtracking, as in PyTorch. The paper takes the last "
        "step back instead.",
        "Signs need the whole gradient: with noise or mini-batches η shrinks for no reason.",
    ),
)
