"""Every rule against an implementation that is not ours, fed with the same gradients."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from feeding import feed
from references import both_sources, rule_reference
from rule_case import RuleCase
from rule_cases import RULE_CASES, START, gradients

from tuiopt_kernels.optimizers import OPTIMIZERS


def assert_close(got: np.ndarray, expected: np.ndarray) -> None:
    """1e-12 of the largest magnitude in the trace, for x and for y on its own."""
    largest = np.abs(expected).max(axis=0)
    assert np.all(largest > 0.0)
    assert np.all(np.abs(got - expected) <= 1e-12 * largest)


def test_every_optimizer_has_a_case_with_defaults_and_one_without() -> None:
    """Those that look at the Hessian too are not held by gradients alone: see test_newton."""
    held = {(case.optimizer, bool(case.settings)) for case in RULE_CASES}
    fed = [name for name, spec in OPTIMIZERS.items() if spec.solve is None]
    assert held == {(name, own) for name in fed for own in (False, True)}


@both_sources
@pytest.mark.parametrize("case", RULE_CASES, ids=lambda case: case.key)
def test_agrees_with_the_library(case: RuleCase, source: str) -> None:
    expected = rule_reference(case, source)
    got = feed(case.optimizer, case.settings, expected["gradients"], START)
    assert set(case.slots) == set(OPTIMIZERS[case.optimizer].slots)
    for name in ("x", *case.slots):
        assert_close(got[name][1:], expected[name])


def averaged(
    fed: np.ndarray, alpha: float, beta: float, corrected: bool, l2: float
) -> Mapping[str, np.ndarray]:
    """Momentum in the (1−β) form, as the course writes it."""
    x, v = np.array(START), np.zeros(2)
    rows = []
    for t, g in enumerate(fed, 1):
        v = beta * v + (1 - beta) * (g + l2 * x)
        v_hat = v / (1 - beta**t)
        x = x - alpha * (v_hat if corrected else v)
        rows.append((x, v, v_hat if corrected else v))
    xs, vs, hats = map(np.array, zip(*rows, strict=True))
    return {"x": xs, "v": vs, "v_hat": hats}


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize(("alpha", "beta", "l2"), [(0.01, 0.9, 0.0), (0.3, 0.6, 0.1)])
def test_momentum_is_the_recurrence(alpha: float, beta: float, l2: float, corrected: bool) -> None:
    settings = {"learning_rate": alpha, "beta": beta, "l2": l2, "bias_correction": corrected}
    got = feed("momentum", settings, gradients(), START)
    for name, expected in averaged(gradients(), alpha, beta, corrected, l2).items():
        assert_close(got[name][1:], expected)
