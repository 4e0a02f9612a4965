"""Bias and variance from the errors on train and dev."""

from __future__ import annotations

import math

import pytest

from tuiopt.labs.network.solve.diagnosis import Diagnosis, diagnose

BOTH = "high bias and high variance"


def diagnosis(train: float, dev: float) -> Diagnosis:
    found = diagnose(train, dev)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("train", "dev", "kind"),
    [
        (0.01, 0.11, "high variance"),  # the course's four cases
        (0.15, 0.16, "high bias"),
        (0.15, 0.30, BOTH),
        (0.005, 0.01, "fine"),
        (0.0, 0.0, "fine"),
        (1.0, 1.0, "high bias"),
        (0.269, 0.25, "high bias"),
        (0.30, 0.20, "high bias"),  # a high error on dev alone is no variance
        (0.05, 0.05, "fine"),  # the thresholds themselves are not high yet
        (0.0501, 0.05, "high bias"),
        (0.0, 0.05, "fine"),
        (0.0, 0.0501, "high variance"),
        (0.04, 0.09, "fine"),
        (0.5, 0.55, "high bias"),  # 0.55 − 0.5 is above 0.05 in float64
        (0.5, 0.551, BOTH),
    ],
)
def test_kinds(train: float, dev: float, kind: str) -> None:
    assert diagnosis(train, dev).kind == kind


def test_recipes() -> None:
    against_bias = ("bigger network", "train longer", "other architecture")
    against_variance = (
        "more data",
        "regularisation (L2, dropout)",
        "early stopping",
        "other architecture",
    )
    assert diagnosis(0.0, 0.0).recipe == ()
    assert diagnosis(0.2, 0.2).recipe == against_bias
    assert diagnosis(0.0, 0.2).recipe == against_variance
    assert diagnosis(0.2, 0.4).recipe == against_bias + against_variance[:-1]


@pytest.mark.parametrize(("train", "dev"), [(26.9, 0.25), (0.1, -0.1), (0.1, 1.1)])
def test_only_shares_can_be_judged(train: float, dev: float) -> None:
    with pytest.raises(ValueError, match="shares from 0 to 1"):
        diagnose(train, dev)


@pytest.mark.parametrize(("train", "dev"), [(math.nan, 0.1), (0.1, math.nan)])
def test_errors_that_are_not_known_tell_nothing(train: float, dev: float) -> None:
    assert diagnose(train, dev) is None
