"""Whoever watches a scenario being solved may end it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from nets_in_code import network_run, network_scenario
from races import scenario, setup

from tuiopt.labs.contour.solve import race
from tuiopt.labs.network.solve import training
from tuiopt.labs.network.solve.engine import interpreter
from tuiopt_kernels import interpreted

RACE = scenario(setup("gd", 0.5), steps=20)
NETWORK = network_scenario(network_run(hidden=(2,)), epochs=2)

Solve = Callable[[Any], object]


@pytest.fixture(params=["race", "network"])
def solve(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Solve:
    """Solves as if by kernels, which would take time to compile."""
    monkeypatch.setattr(race, "PIECE", 5)
    monkeypatch.setattr(race, "INTERPRETED_STEPS", 0)
    monkeypatch.setattr(race, "compiled_where_possible", lambda warn: interpreted.trajectory)
    monkeypatch.setattr(training, "INTERPRETED", 0)
    monkeypatch.setattr(training, "compiled_where_possible", lambda warn: interpreter())
    if request.param == "race":
        return lambda watch: race.solve(RACE, watch)
    return lambda watch: training.train(NETWORK, watch)


@pytest.mark.parametrize("error", [RuntimeError, OSError, KeyboardInterrupt, SystemExit])
def test_what_it_raises_is_no_fault_of_the_kernels(
    solve: Solve, error: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    told = []

    def enough(done: int, total: int) -> None:
        told.append(done)
        if len(told) == 2:
            raise error("enough")

    with pytest.raises(error, match="enough"):
        solve(enough)
    assert len(told) == 2, "nothing is solved after it"
    assert not caplog.records


def test_kernels_that_fail_at_work_leave_it_to_the_interpreter(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> Any:
        raise FloatingPointError("wrong")

    monkeypatch.setattr(race, "INTERPRETED_STEPS", 0)
    monkeypatch.setattr(race, "compiled_where_possible", lambda warn: fails)
    assert race.solve(RACE).complete
    (record,) = caplog.records
    assert record.getMessage() == "tuiopt: kernels are not available, so this is slow: wrong"
