"""What one optimizer owes to another."""

from __future__ import annotations

import numpy as np
import pytest
from feeding import feed
from rule_cases import START, gradients


def test_corrected_rmsprop_is_adam_without_a_first_moment() -> None:
    shared = {"learning_rate": 0.2, "epsilon": 1e-3, "l2": 0.1}
    rmsprop = feed("rmsprop", shared | {"beta": 0.95, "bias_correction": True}, gradients(), START)
    adam = feed("adam", shared | {"beta1": 0.0, "beta2": 0.95}, gradients(), START)
    for name in ("x", "s", "s_hat"):
        np.testing.assert_array_equal(rmsprop[name], adam[name])


@pytest.mark.parametrize("other", ["momentum", "heavy-ball", "nesterov"])
def test_without_memory_it_is_gradient_descent(other: str) -> None:
    gd = feed("gd", {}, gradients(), START)
    same = feed(other, {"beta": 0.0}, gradients(), START)
    np.testing.assert_array_equal(same["x"], gd["x"])


def test_momentum_is_the_heavy_ball_at_a_smaller_learning_rate() -> None:
    momentum = feed("momentum", {"learning_rate": 0.3, "beta": 0.6}, gradients(), START)
    ball = feed("heavy-ball", {"learning_rate": 0.3 * 0.4, "beta": 0.6}, gradients(), START)
    largest = np.abs(ball["x"]).max(axis=0)
    assert np.all(np.abs(momentum["x"] - ball["x"]) <= 1e-12 * largest)


@pytest.mark.parametrize("corrected", [False, True])
def test_adam_without_memory_follows_the_sign(corrected: bool) -> None:
    alpha, epsilon = 0.01, 1e-12
    settings = {
        "learning_rate": alpha,
        "beta1": 0.0,
        "beta2": 0.0,
        "epsilon": epsilon,
        "bias_correction": corrected,
    }
    fed = gradients()
    moves = np.diff(feed("adam", settings, fed, (0.0, 0.0))["x"], axis=0)
    size = np.abs(fed)
    # α|g|/(|g| + ε) falls short of α by less than αε/|g|; the rest is the rounding of x, below 1.
    short = np.where(size > 0.0, alpha * epsilon / np.where(size > 0.0, size, 1.0), 0.0)
    assert np.all(np.abs(moves + alpha * np.sign(fed)) <= short + 1e-15)


@pytest.mark.parametrize("name", ["momentum", "rmsprop", "adam"])
def test_correction_undoes_the_start_at_zero(name: str) -> None:
    """Under a steady gradient the corrected averages are that gradient from the first step on."""
    steady = np.tile((3.0, -0.02), (60, 1))
    fed = feed(name, {"bias_correction": True}, steady, START)
    for hat, expected in (("v_hat", steady), ("s_hat", steady * steady)):
        if hat in fed:
            np.testing.assert_allclose(fed[hat][1:], expected, rtol=1e-12)
