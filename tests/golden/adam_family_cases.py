"""Adam's relatives: most are held against PyTorch, those that it has not against Optax."""

from __future__ import annotations

from rule_case import RuleCase

TORCH = {"v": "exp_avg", "s": "exp_avg_sq"}
AMSGRAD = {**TORCH, "s_max": "max_exp_avg_sq"}
ADAMAX = {"v": "exp_avg", "u": "exp_inf"}
OPTAX = {"v": "mu", "s": "nu"}

TUNED = {"learning_rate": 0.2, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3}
UNCORRECTED = {"epsilon": 1e-3, "bias_correction": False}

# The same for PyTorch. There `weight_decay` is an L2 penalty, except in AdamW.
TORCH_USUAL = {"lr": 0.001, "betas": (0.9, 0.999), "eps": 1e-8}
TORCH_TUNED = {"lr": 0.2, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1}
TORCH_UNCORRECTED = {**TORCH_USUAL, "eps": 1e-3}
# After a million steps β^t is 0: an Adam that starts there corrects nothing.
TORCH_LATE = {"step": 1e6, "exp_avg": 0.0, "exp_avg_sq": 0.0}

# The same for Optax.
USUAL = {"learning_rate": 0.001, "b1": 0.9, "b2": 0.999}
CHANGED = {"learning_rate": 0.2, "b1": 0.8, "b2": 0.95}
BELIEF_EPS = {"eps": 1e-3, "eps_root": 1e-3}
LATE = {"count": 1e6}

_PYTORCH = (
    RuleCase("adamw", "default", {}, "AdamW", TORCH_USUAL, TORCH),
    RuleCase("adamw", "tuned", TUNED | {"weight_decay": 0.1}, "AdamW", TORCH_TUNED, TORCH),
    RuleCase(
        "adamw",
        "uncorrected",
        UNCORRECTED | {"weight_decay": 0.1},
        "AdamW",
        TORCH_UNCORRECTED | {"weight_decay": 0.1},
        TORCH,
        TORCH_LATE,
    ),
    RuleCase("amsgrad", "default", {}, "Adam", TORCH_USUAL | {"amsgrad": True}, AMSGRAD),
    RuleCase(
        "amsgrad",
        "tuned",
        TUNED | {"l2": 0.1},
        "Adam",
        TORCH_TUNED | {"amsgrad": True},
        AMSGRAD,
    ),
    RuleCase(
        "amsgrad",
        "uncorrected",
        UNCORRECTED,
        "Adam",
        TORCH_UNCORRECTED | {"amsgrad": True},
        AMSGRAD,
        TORCH_LATE | {"max_exp_avg_sq": 0.0},
    ),
    RuleCase("adamax", "default", {}, "Adamax", TORCH_USUAL, ADAMAX),
    RuleCase("adamax", "tuned", TUNED | {"l2": 0.1}, "Adamax", TORCH_TUNED, ADAMAX),
    RuleCase("nadam", "default", {}, "NAdam", TORCH_USUAL, TORCH),
    RuleCase(
        "nadam",
        "tuned",
        TUNED | {"l2": 0.1, "momentum_decay": 0.5},
        "NAdam",
        TORCH_TUNED | {"momentum_decay": 0.5},
        TORCH,
    ),
    RuleCase("radam", "default", {}, "RAdam", TORCH_USUAL, TORCH),
    RuleCase("radam", "tuned", TUNED | {"l2": 0.1}, "RAdam", TORCH_TUNED, TORCH),
    # ρ never passes 5.
    RuleCase(
        "radam",
        "short",
        TUNED | {"beta2": 0.6},
        "RAdam",
        {"lr": 0.2, "betas": (0.8, 0.6), "eps": 1e-3},
        TORCH,
    ),
)

_OPTAX = (
    RuleCase(
        "lion",
        "default",
        {},
        "lion",
        {"learning_rate": 0.0001, "b1": 0.9, "b2": 0.99, "weight_decay": 0.0},
        {"v": "mu"},
        library="optax",
    ),
    RuleCase(
        "lion",
        "tuned",
        {"learning_rate": 0.2, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1},
        "lion",
        CHANGED | {"weight_decay": 0.1},
        {"v": "mu"},
        library="optax",
    ),
    RuleCase("yogi", "default", {}, "yogi", USUAL | {"eps": 1e-3}, OPTAX, library="optax"),
    RuleCase(
        "yogi",
        "tuned",
        TUNED | {"epsilon": 0.1},
        "yogi",
        CHANGED | {"eps": 0.1},
        OPTAX,
        library="optax",
    ),
    RuleCase(
        "yogi", "uncorrected", UNCORRECTED, "yogi", USUAL | {"eps": 1e-3}, OPTAX, LATE, "optax"
    ),
    RuleCase(
        "adabelief",
        "default",
        {},
        "adabelief",
        USUAL | {"eps": 1e-16, "eps_root": 1e-16},
        OPTAX,
        library="optax",
    ),
    RuleCase(
        "adabelief", "tuned", TUNED, "adabelief", CHANGED | BELIEF_EPS, OPTAX, library="optax"
    ),
    RuleCase(
        "adabelief",
        "uncorrected",
        UNCORRECTED,
        "adabelief",
        USUAL | BELIEF_EPS,
        OPTAX,
        LATE,
        "optax",
    ),
)

ADAM_FAMILY_CASES = (*_PYTORCH, *_OPTAX)
