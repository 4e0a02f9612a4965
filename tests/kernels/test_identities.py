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


@pytest.mark.parametrize(
    "name", ["momentum", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "radam"]
)
def test_correction_undoes_the_start_at_zero(name: str) -> None:
    """Under a steady gradient the corrected averages are that gradient from the first step on."""
    steady = np.tile((3.0, -0.02), (60, 1))
    fed = feed(name, {"bias_correction": True}, steady, START)
    for hat, expected in (("v_hat", steady), ("s_hat", steady * steady)):
        if hat in fed:
            np.testing.assert_allclose(fed[hat][1:], expected, rtol=1e-12)


def test_adamw_without_decay_is_adam() -> None:
    for shared in ({}, {"learning_rate": 0.2, "beta2": 0.9, "l2": 0.1, "bias_correction": False}):
        adam = feed("adam", {"learning_rate": 0.001, **shared}, gradients(), START)
        adamw = feed("adamw", {**shared, "weight_decay": 0.0}, gradients(), START)
        for name in adam:
            np.testing.assert_array_equal(adamw[name], adam[name])


def test_weight_decay_does_not_pass_through_the_averages() -> None:
    """Without a gradient x falls by α λ_w of itself a step, and nothing is averaged."""
    alpha, decay = 0.5, 0.25
    settings = {"learning_rate": alpha, "weight_decay": decay}
    for name in ("adamw", "lion"):
        fed = feed(name, settings, np.zeros((20, 2)), START)
        expected = np.outer((1.0 - alpha * decay) ** np.arange(21), START)
        np.testing.assert_allclose(fed["x"], expected, rtol=1e-14)
        assert not fed["v"].any()


def test_amsgrad_never_forgets_a_large_gradient() -> None:
    fed = feed("amsgrad", {"beta2": 0.9}, gradients(), START)
    adam = feed("adam", {"beta2": 0.9, "learning_rate": 0.001}, gradients(), START)
    np.testing.assert_array_equal(fed["s"], adam["s"])
    np.testing.assert_array_equal(fed["s_max"], np.maximum.accumulate(adam["s"], axis=0))
    assert np.any(fed["s_max"] > fed["s"])


def test_amsgrad_is_adam_while_gradients_grow() -> None:
    growing = np.outer(1.5 ** np.arange(60), (1e-3, -2.0))
    amsgrad, adam = (
        feed(name, {"learning_rate": 0.01}, growing, START) for name in ("amsgrad", "adam")
    )
    for name in ("x", "v_hat", "s_hat"):
        np.testing.assert_array_equal(amsgrad[name], adam[name])


def test_adamax_without_memory_of_size_follows_the_first_moment_over_the_gradient() -> None:
    """With β2 = 0 u is |g| + ε; with β1 = 0 besides, a step is α g/(|g| + ε)."""
    fed = gradients()
    size = np.abs(fed) + 1e-3
    settings = {"beta1": 0.0, "beta2": 0.0, "epsilon": 1e-3}
    adamax = feed("adamax", settings, fed, (0.0, 0.0))
    np.testing.assert_array_equal(adamax["u"][1:], size)
    np.testing.assert_allclose(np.diff(adamax["x"], axis=0), -0.001 * fed / size, atol=1e-15)


def test_nadam_without_a_first_moment_is_adam_without_one() -> None:
    shared = {"beta1": 0.0, "beta2": 0.95, "epsilon": 1e-3}
    for corrected in (False, True):
        switch = {"bias_correction": corrected}
        nadam, adam = (
            feed(name, shared | switch, gradients(), START) for name in ("nadam", "adam")
        )
        np.testing.assert_array_equal(nadam["x"], adam["x"])


def test_radam_follows_the_corrected_momentum_as_long_as_s_is_uncertain() -> None:
    """Up to ρ = 5, which at β2 ≤ 2/3 is always."""
    momentum = {"learning_rate": 0.001, "beta": 0.9, "bias_correction": True}
    expected = feed("momentum", momentum, gradients(), START)["x"]
    np.testing.assert_array_equal(feed("radam", {"beta2": 0.6}, gradients(), START)["x"], expected)
    radam = feed("radam", {}, gradients(), START)["x"]
    np.testing.assert_array_equal(radam[:6], expected[:6])
    assert np.all(radam[6] != expected[6])


def test_radam_becomes_adam_in_the_end() -> None:
    steady = np.tile((3.0, -0.02), (20_000, 1))
    last = [
        np.diff(feed(name, {}, steady, (0.0, 0.0))["x"], axis=0)[-1] for name in ("radam", "adam")
    ]
    np.testing.assert_allclose(*last, rtol=1e-6)


def test_every_step_of_lion_has_the_same_length() -> None:
    """A power of two, so that x is exact."""
    alpha = 2.0**-10
    fed = gradients()
    moves = np.diff(feed("lion", {"learning_rate": alpha}, fed, (0.0, 0.0))["x"], axis=0)
    assert set(np.abs(moves).ravel()) == {0.0, alpha}
    assert np.argwhere(moves == 0.0).tolist() == [[0, 1]]  # where g and v are both exactly 0


def test_lion_without_memory_is_sign_descent() -> None:
    settings = {"learning_rate": 0.5, "beta1": 0.0, "beta2": 0.0}
    moves = np.diff(feed("lion", settings, gradients(), (0.0, 0.0))["x"], axis=0)
    np.testing.assert_array_equal(moves, -0.5 * np.sign(gradients()))


def test_yogi_moves_by_the_squared_gradient() -> None:
    """However far off s is: where Adam's s moves by (1−β2)(g² − s)."""
    fed = gradients()
    s = feed("yogi", {"beta2": 0.9}, fed, START)["s"]
    assert np.all(s[0] == 1e-6)
    np.testing.assert_allclose(
        np.abs(np.diff(s, axis=0)), (1.0 - 0.9) * fed * fed, rtol=1e-9, atol=1e-12
    )


def test_adabelief_counts_on_a_gradient_that_it_foresees() -> None:
    """Under a steady gradient its steps grow beyond Adam's, which stay at α."""
    steady = np.tile((3.0, -0.02), (200, 1))
    belief, adam = (
        np.abs(np.diff(feed(name, {}, steady, (0.0, 0.0))["x"], axis=0))
        for name in ("adabelief", "adam")
    )
    assert np.all(belief[-1] > 2.0 * adam[-1])
    np.testing.assert_allclose(adam, 0.001, rtol=1e-6)
