"""Rules that no library has without bias correction, against their recurrence with powers of β."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from feeding import Array, feed
from rule_cases import START, gradients

Recurrence = Callable[..., Array]
"""x after each step, from the gradients, α, β1, β2 and ε."""


def nadam(fed: Array, alpha: float, beta1: float, beta2: float, epsilon: float) -> Array:
    def mu(t: int) -> float:
        return beta1 * (1 - 0.5 * 0.96 ** (t * 0.004))

    x, v, s = np.array(START), np.zeros(2), np.zeros(2)
    rows = []
    for t, g in enumerate(fed, 1):
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        x = x - alpha * ((1 - mu(t)) * g + mu(t + 1) * v) / (np.sqrt(s) + epsilon)
        rows.append(x)
    return np.array(rows)


def radam(fed: Array, alpha: float, beta1: float, beta2: float, epsilon: float) -> Array:
    x, v, s = np.array(START), np.zeros(2), np.zeros(2)
    longest = 2 / (1 - beta2) - 1
    rows = []
    for t, g in enumerate(fed, 1):
        v = beta1 * v + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        length = longest - 2 * t * beta2**t / (1 - beta2**t)
        if length > 5:
            share = (length - 4) * (length - 2) * longest
            r = np.sqrt(share / ((longest - 4) * (longest - 2) * length))
            x = x - alpha * r * v / (np.sqrt(s) + epsilon)
        else:
            x = x - alpha * v
        rows.append(x)
    return np.array(rows)


@pytest.mark.parametrize("rule", [nadam, radam])
@pytest.mark.parametrize("numbers", [(0.001, 0.9, 0.999, 1e-3), (0.2, 0.8, 0.95, 0.1)])
def test_without_correction_v_and_s_stand_as_they_are(
    rule: Recurrence, numbers: tuple[float, ...]
) -> None:
    names = ("learning_rate", "beta1", "beta2", "epsilon")
    settings = dict(zip(names, numbers, strict=True)) | {"bias_correction": False}
    got = feed(rule.__name__, settings, gradients(), START)["x"][1:]
    expected = rule(gradients(), *numbers)
    assert np.all(np.abs(got - expected) <= 1e-12 * np.abs(expected).max(axis=0))
