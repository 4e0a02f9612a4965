"""Intervals, and what an optimizer's declaration says of itself."""

from __future__ import annotations

import math

import pytest

from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import DECAY, NOT_NEGATIVE, POSITIVE, Hyper, Interval
from tuiopt_kernels.surfaces import SURFACES

TINY = 5e-324


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (POSITIVE, (TINY, 1e308), (0.0, -TINY)),
        (NOT_NEGATIVE, (0.0, -0.0, 1.0), (-TINY,)),
        (DECAY, (0.0, 0.5, math.nextafter(1.0, 0.0)), (-TINY, 1.0, 2.0)),
        (Interval(low=1.0, high=2.0, low_open=True), (1.5, 2.0), (1.0, math.nextafter(2.0, 3.0))),
        (Interval(), (-1e308, 0.0, 1e308), ()),
    ],
)
def test_interval_holds(
    interval: Interval, inside: tuple[float, ...], outside: tuple[float, ...]
) -> None:
    assert all(value in interval for value in inside)
    assert not any(value in interval for value in (*outside, math.inf, -math.inf, math.nan))


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(), "finite"),
        (POSITIVE, "> 0"),
        (NOT_NEGATIVE, "≥ 0"),
        (Interval(high=3.0), "≤ 3"),
        (Interval(high=3.0, high_open=True), "< 3"),
        (DECAY, "in [0, 1)"),
        (Interval(low=0.5, high=1e6, low_open=True), "in (0.5, 1e+06]"),
    ],
)
def test_interval_in_words(interval: Interval, words: str) -> None:
    assert str(interval) == words


def test_a_count_says_that_it_is_one() -> None:
    every = Hyper("every", "n", 10.0, Interval(low=1.0), "log", "", whole=True)
    assert every.allowed == "whole, ≥ 1"
    assert OPTIMIZERS["adam"].hyper[0].allowed == "in [0, 1)"


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizer_is_declared_in_full(name: str) -> None:
    optimizer = OPTIMIZERS[name]
    assert optimizer.name == name
    keys = [h.name for h in optimizer.hyperparameters]
    assert keys[0] == "learning_rate"
    assert keys[-1] == "l2"
    assert len(set(keys)) == len(keys)
    assert all(h.default in h.interval for h in optimizer.hyperparameters)
    assert all((optimizer.title, optimizer.equation, optimizer.source))


def test_hats_are_shown_only_where_corrected() -> None:
    assert OPTIMIZERS["adam"].shown_with(True) == ("v_hat", "s_hat")
    assert OPTIMIZERS["adam"].shown_with(False) == ()


def test_a_clock_starts_at_zeros_only_where_its_correction_is_switched_off() -> None:
    assert OPTIMIZERS["adam"].first_carried(True) == (1.0, 1.0)
    assert OPTIMIZERS["adam"].first_carried(False) == (0.0, 0.0)
    # Adamax has no such switch, and its clock a power of β1 all the same.
    assert OPTIMIZERS["adamax"].first_carried(False) == (1.0,)


@pytest.mark.parametrize("name", SURFACES)
def test_surface_is_declared_in_full(name: str) -> None:
    surface = SURFACES[name]
    assert surface.name == name
    assert all(p.default in p.interval for p in surface.params)
    assert all((surface.title, surface.formula, surface.source))
