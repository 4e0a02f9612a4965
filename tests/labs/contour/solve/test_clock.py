"""What a clock carries at a step, however one came there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tuiopt.labs.contour.solve import clock
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Floats, Optimizer

NADAM = OPTIMIZERS["nadam"]
HYPER = (0.9, 0.999, 1e-8, 0.004)


def ticked(optimizer: Optimizer, hyper: Floats, corrected: bool, steps: int) -> Floats:
    now = optimizer.first_carried(corrected)
    for t in range(1, steps + 1):
        now, _ = optimizer.clock(float(t), hyper, now)
    return now


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    clock._marks.cache_clear()


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("name", ["nadam", "radam", "adam", "gd", "adamax"])
def test_it_is_what_the_clock_carries_after_so_many_steps(name: str, corrected: bool) -> None:
    optimizer = OPTIMIZERS[name]
    hyper = tuple(h.default for h in optimizer.hyper)
    for step in (0, 1, 18, 2500, 999, 1000, 1001, 2000, 3, 2500):
        expected = ticked(optimizer, hyper, corrected, step)
        assert clock.carried(optimizer, hyper, corrected, step) == expected


def test_going_back_and_on_costs_few_steps() -> None:
    ticks: list[float] = []

    def counted(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
        ticks.append(t)
        return NADAM.clock(t, hyper, carried)

    counting = replace(NADAM, clock=counted)
    clock.carried(counting, HYPER, True, 5000)
    assert len(ticks) == 5000
    ticks.clear()
    clock.carried(counting, HYPER, True, 4321)
    assert ticks == [float(t) for t in range(4001, 4322)]


def test_it_ends_where_nothing_changes_any_more() -> None:
    """All of NAdam's numbers have settled long before."""
    ticks: list[float] = []

    def counted(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
        ticks.append(t)
        return NADAM.clock(t, hyper, carried)

    counting = replace(NADAM, clock=counted)
    settled = clock.carried(counting, (0.5, 0.5, 1e-8, 1.0), True, 1_000_000)
    assert settled == ticked(NADAM, (0.5, 0.5, 1e-8, 1.0), True, 5000)
    assert len(ticks) < 5000
