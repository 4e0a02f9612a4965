"""Where Numba does not load, what has no screen is done by the interpreter, and says so."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from nets_in_code import network_run, network_scenario
from races import scenario, setup

import tuiopt_kernels
from tuiopt.labs.contour.solve import race
from tuiopt.labs.network.solve import training


@pytest.fixture
def without_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(tuiopt_kernels, "compiled", raising=False)
    monkeypatch.setitem(sys.modules, "tuiopt_kernels.compiled", None)


def told(caplog: pytest.LogCaptureFixture) -> str:
    (record,) = caplog.records
    return record.getMessage()


def test_a_race(
    monkeypatch: pytest.MonkeyPatch, without_kernels: None, caplog: pytest.LogCaptureFixture
) -> None:
    made = scenario(setup("gd", 0.5), setup("adam"), steps=20)
    quick = race.solve(made)
    assert not caplog.records
    monkeypatch.setattr(race, "INTERPRETED_STEPS", 0)
    slow = race.solve(made)
    for one, other in zip(quick.runs, slow.runs, strict=True):
        np.testing.assert_array_equal(one.rows, other.rows)
    assert told(caplog).startswith("tuiopt: kernels are not available, so this is slow: ")


def test_networks(
    monkeypatch: pytest.MonkeyPatch, without_kernels: None, caplog: pytest.LogCaptureFixture
) -> None:
    made = network_scenario(network_run(hidden=(2,)), network_run("gd", hidden=(2,)), epochs=1)
    monkeypatch.setattr(training, "INTERPRETED", 0)
    trace = training.train(made)
    assert trace.complete
    assert told(caplog).startswith("tuiopt: kernels are not available, so this is slow: ")
