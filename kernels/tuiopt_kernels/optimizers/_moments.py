"""What Adam and its relatives have in common on the step card: two moments, β1 and β2."""

from __future__ import annotations

from tuiopt_kernels.spec import Line, decay_rate

BETA1 = decay_rate("beta1", "β1", 0.9, "share of the old first moment that is kept")
BETA2 = decay_rate("beta2", "β2", 0.999, "share of the old second moment that is kept")

V = Line("v", "beta1*v + (1 - beta1)*g")
V_HAT = Line("v_hat", "v/(1 - beta1**t)", corrected=True)
S = Line("s", "beta2*s + (1 - beta2)*g**2")
S_HAT = Line("s_hat", "s/(1 - beta2**t)", corrected=True)

UPDATE = (
    Line("update", "-alpha*v_hat/(sqrt(s_hat) + epsilon)", corrected=True),
    Line("update", "-alpha*v/(sqrt(s) + epsilon)", corrected=False),
)
RATE = (
    Line("rate", "alpha/(sqrt(s_hat) + epsilon)", corrected=True),
    Line("rate", "alpha/(sqrt(s) + epsilon)", corrected=False),
)
