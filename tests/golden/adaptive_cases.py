"""Cases of the rules that find each coordinate's own step size."""

from __future__ import annotations

from rule_case import RuleCase

SUM = {"s": "sum"}
MEANS = {"s": "square_avg", "d": "acc_delta"}
STEPS = {"eta": "step_size", "g_prev": "prev"}

ADAPTIVE_CASES = (
    RuleCase("adagrad", "default", {}, "Adagrad", {"lr": 0.01, "eps": 1e-10}, SUM),
    RuleCase(
        "adagrad",
        "tuned",
        {"learning_rate": 0.3, "epsilon": 1e-3, "l2": 0.1},
        "Adagrad",
        {"lr": 0.3, "eps": 1e-3, "weight_decay": 0.1},
        SUM,
    ),
    RuleCase("adadelta", "default", {}, "Adadelta", {"lr": 1.0, "rho": 0.9, "eps": 1e-6}, MEANS),
    RuleCase(
        "adadelta",
        "tuned",
        {"learning_rate": 0.5, "beta": 0.95, "epsilon": 1e-3, "l2": 0.1},
        "Adadelta",
        {"lr": 0.5, "rho": 0.95, "eps": 1e-3, "weight_decay": 0.1},
        MEANS,
    ),
    RuleCase("rprop", "default", {}, "Rprop", {"lr": 0.01}, STEPS),
    RuleCase(
        "rprop",
        "tuned",
        # A narrow range, so that both of its ends are met.
        {
            "learning_rate": 0.2,
            "eta_minus": 0.3,
            "eta_plus": 2.5,
            "step_min": 1e-3,
            "step_max": 0.7,
        },
        "Rprop",
        {"lr": 0.2, "etas": (0.3, 2.5), "step_sizes": (1e-3, 0.7)},
        STEPS,
    ),
)
