"""The bias corrections that clocks keep as a running power."""

from __future__ import annotations

import pytest

from tuiopt_kernels.optimizers._clocks import one_power, two_powers


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.999])
def test_running_power_is_the_correction(beta: float) -> None:
    carried: tuple[float, ...] = (1.0,)
    for t in range(1, 3001):
        carried, (correction,) = one_power(float(t), (beta,), carried)
        assert correction == pytest.approx(1.0 / (1.0 - beta**t), rel=1e-12)


def test_power_ends_at_zero_before_it_is_denormal() -> None:
    carried: tuple[float, ...] = (1.0, 1.0)
    for t in range(1, 2001):
        carried, _ = two_powers(float(t), (0.5, 0.999), carried)
        assert carried[0] == 0.0 or carried[0] > 1e-300
    assert carried[0] == 0.0
    assert carried[1] > 0.1


def test_starting_at_zero_switches_the_correction_off() -> None:
    assert one_power(1.0, (0.9,), (0.0,)) == ((0.0,), (1.0,))
    assert two_powers(7.0, (0.9, 0.999), (0.0, 0.0)) == ((0.0, 0.0), (1.0, 1.0))
