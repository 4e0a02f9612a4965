"""What each rule is held against, with which settings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from adam_family_cases import ADAM_FAMILY_CASES
from adaptive_cases import ADAPTIVE_CASES
from rule_case import RuleCase

SGD = {"v": "momentum_buffer"}
RMSPROP = {"s": "square_avg"}
ADAM = {"v": "exp_avg", "s": "exp_avg_sq"}

# From an empty buffer, instead of the first gradient, SGD's dampening is our 1 − β.
EMPTY = {"momentum_buffer": 0.0}
# After a million steps β^t is 0: an Adam that starts there corrects nothing.
LATE = {"step": 1e6, "exp_avg": 0.0, "exp_avg_sq": 0.0}

RULE_CASES = (
    RuleCase("gd", "default", {}, "SGD", {"lr": 0.01}),
    RuleCase(
        "gd", "tuned", {"learning_rate": 0.3, "l2": 0.1}, "SGD", {"lr": 0.3, "weight_decay": 0.1}
    ),
    RuleCase(
        "momentum",
        "default",
        {},
        "SGD",
        {"lr": 0.01, "momentum": 0.9, "dampening": 0.9},
        SGD,
        EMPTY,
    ),
    RuleCase(
        "momentum",
        "tuned",
        {"learning_rate": 0.3, "beta": 0.6, "l2": 0.1},
        "SGD",
        {"lr": 0.3, "momentum": 0.6, "dampening": 0.6, "weight_decay": 0.1},
        SGD,
        EMPTY,
    ),
    RuleCase("heavy-ball", "default", {}, "SGD", {"lr": 0.01, "momentum": 0.9}, SGD),
    RuleCase(
        "heavy-ball",
        "tuned",
        {"learning_rate": 0.3, "beta": 0.6, "l2": 0.1},
        "SGD",
        {"lr": 0.3, "momentum": 0.6, "weight_decay": 0.1},
        SGD,
    ),
    RuleCase(
        "nesterov", "default", {}, "SGD", {"lr": 0.01, "momentum": 0.9, "nesterov": True}, SGD
    ),
    RuleCase(
        "nesterov",
        "tuned",
        {"learning_rate": 0.3, "beta": 0.6, "l2": 0.1},
        "SGD",
        {"lr": 0.3, "momentum": 0.6, "nesterov": True, "weight_decay": 0.1},
        SGD,
    ),
    RuleCase("rmsprop", "default", {}, "RMSprop", {"lr": 0.01, "alpha": 0.9, "eps": 1e-8}, RMSPROP),
    RuleCase(
        "rmsprop",
        "tuned",
        {"learning_rate": 0.2, "beta": 0.99, "epsilon": 1e-3, "l2": 0.1},
        "RMSprop",
        {"lr": 0.2, "alpha": 0.99, "eps": 1e-3, "weight_decay": 0.1},
        RMSPROP,
    ),
    RuleCase(
        "rmsprop",
        "corrected",
        {"epsilon": 1e-3, "bias_correction": True},
        "Adam",
        {"lr": 0.01, "betas": (0.0, 0.9), "eps": 1e-3},
        {"s": "exp_avg_sq"},
    ),
    RuleCase(
        "adam", "default", {}, "Adam", {"lr": 0.001, "betas": (0.9, 0.999), "eps": 1e-8}, ADAM
    ),
    RuleCase(
        "adam",
        "tuned",
        {"learning_rate": 0.2, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "l2": 0.1},
        "Adam",
        {"lr": 0.2, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1},
        ADAM,
    ),
    RuleCase(
        "adam",
        "uncorrected",
        {"epsilon": 1e-3, "bias_correction": False},
        "Adam",
        {"lr": 0.001, "betas": (0.9, 0.999), "eps": 1e-3},
        ADAM,
        LATE,
    ),
    *ADAM_FAMILY_CASES,
    *ADAPTIVE_CASES,
)

START = (70.0, 2e-5)
"""Where x and y start: their scales differ as those of the gradients do."""


def gradients() -> npt.NDArray[np.float64]:
    """(200, 2), the gradients fed to both sides; some are exactly zero."""
    fed = np.random.default_rng(20260).standard_normal((200, 2)) * (100.0, 1e-4)
    fed[0, 1] = 0.0
    fed[50:60] = 0.0
    return fed
