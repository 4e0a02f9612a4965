"""What the rules that find each coordinate's own step size do exactly."""

from __future__ import annotations

import numpy as np
from feeding import feed
from rule_cases import START, gradients

ORIGIN = (0.0, 0.0)


def test_rprops_first_step_is_the_learning_rate_against_the_sign() -> None:
    steady = np.tile((1e-9, -1e9), (1, 1))
    x = feed("rprop", {"learning_rate": 0.25}, steady, ORIGIN)["x"]
    np.testing.assert_array_equal(x[1], (-0.25, 0.25))


def test_rprop_does_not_move_where_a_sign_changes_and_waits_a_step() -> None:
    fed = np.array([[1.0], [-1.0], [-1.0], [-1.0], [0.0], [-1.0]]) * (1.0, 7.0)
    settings = {"learning_rate": 1.0, "eta_minus": 0.5, "eta_plus": 1.25}
    got = feed("rprop", settings, fed, ORIGIN)
    for axis in (0, 1):
        assert np.diff(got["x"][:, axis]).tolist() == [-1.0, 0.0, 0.5, 0.625, 0.0, 0.625]
        assert got["eta"][:, axis].tolist() == [1.0, 1.0, 0.5, 0.5, 0.625, 0.625, 0.625]


def test_rprop_sees_the_sign_alone() -> None:
    fed = gradients()
    one = feed("rprop", {}, fed, START)["x"]
    other = feed("rprop", {}, fed * 2.0**20, START)["x"]
    np.testing.assert_array_equal(one, other)


def test_adagrad_under_a_steady_gradient_falls_as_one_over_the_root_of_t() -> None:
    steady = np.tile((3.0, -0.05), (400, 1))
    x = feed("adagrad", {"learning_rate": 0.5}, steady, ORIGIN)["x"]
    steps = 0.5 / np.sqrt(np.arange(1.0, 401.0))
    np.testing.assert_allclose(np.diff(x, axis=0), steps[:, np.newaxis] * (-1.0, 1.0), rtol=1e-8)


def test_adadelta_without_memory_grows_from_the_root_of_epsilon() -> None:
    """With β = 0 a step is the last one's size, ε added to it: no learning rate is needed."""
    steady = np.tile((4.0, -4.0), (50, 1))
    got = feed("adadelta", {"beta": 0.0, "epsilon": 1e-4}, steady, ORIGIN)
    shrink = 16.0 / (16.0 + 1e-4)
    square = 0.0
    for t in range(1, 51):
        square = (square + 1e-4) * shrink
        np.testing.assert_allclose(got["d"][t], square, rtol=1e-12)
        u = np.sqrt(square)
        np.testing.assert_allclose(got["x"][t] - got["x"][t - 1], (-u, u))
