"""The bias corrections that clocks keep as a running power."""

from __future__ import annotations

import pytest

from tuiopt_kernels.optimizers import nadam, radam
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


@pytest.mark.parametrize("beta2", [0.0, 0.7, 0.9, 0.999])
@pytest.mark.parametrize("corrected", [False, True])
def test_radam_knows_how_far_it_is_without_correction_too(beta2: float, corrected: bool) -> None:
    hyper = (0.9, beta2, 1e-8)
    carried = radam.SPEC.first_carried(corrected)
    longest = 2.0 / (1.0 - beta2) - 1.0
    for t in range(1, 3001):
        carried, (_, correction, r, _) = radam.clock(float(t), hyper, carried)
        power = beta2**t
        length = longest - 2.0 * t * power / (1.0 - power)
        assert correction == pytest.approx(1.0 / (1.0 - power) if corrected else 1.0, rel=1e-12)
        expected = 0.0
        if length > 5.0:
            share = (length - 4.0) * (length - 2.0) * longest
            expected = (share / ((longest - 4.0) * (longest - 2.0) * length)) ** 0.5
        assert r == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("decay", [0.0, 0.004, 0.5, 100.0])
@pytest.mark.parametrize("corrected", [False, True])
def test_nadam_multiplies_its_rising_momenta(decay: float, corrected: bool) -> None:
    def mu(t: int) -> float:
        return 0.9 * (1.0 - 0.5 * 0.96 ** (t * decay))

    hyper = (0.9, 0.999, 1e-8, decay)
    carried = nadam.SPEC.first_carried(corrected)
    product = 1.0 if corrected else 0.0
    for t in range(1, 1001):
        product *= mu(t)
        carried, (of_g, of_v, _) = nadam.clock(float(t), hyper, carried)
        assert carried[0] == pytest.approx(product, rel=1e-12, abs=1e-30)
        assert of_g == pytest.approx((1.0 - mu(t)) / (1.0 - product), rel=1e-12)
        assert of_v == pytest.approx(mu(t + 1) / (1.0 - product * mu(t + 1)), rel=1e-12)
