"""The solver behind the screen."""

from __future__ import annotations

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.app.background.jobs import Job
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.screen import solving
from tuiopt.labs.contour.screen.solving import beginning, solve
from tuiopt.labs.contour.solve import race
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt_kernels import compiled

MADE = scenario(setup("gd", 0.5), steps=100)


def solved(
    made: ContourScenario = MADE, *, stopped: bool = False
) -> tuple[list[ContourTrace], list[str]]:
    """All that is delivered and warned of."""
    traces: list[ContourTrace] = []
    warnings: list[str] = []
    job = Job(lambda call: call(), traces.append, warnings.append)
    if stopped:
        job.stop()
    solve(made, job)
    return traces, warnings


def test_a_short_race_is_there_at_once() -> None:
    assert beginning(MADE).complete


def test_of_a_long_race_the_beginning_is_there_at_once() -> None:
    long = scenario(setup("gd"), setup("adam"), steps=1_000_000)
    assert beginning(long).solved == solving.AT_ONCE // 2


def test_the_solver_delivers_the_same_bits() -> None:
    traces, warnings = solved()
    np.testing.assert_array_equal(traces[-1].runs[0].rows, race.solve(MADE).runs[0].rows)
    assert not warnings


def test_without_kernels_the_interpreter_does_it_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no compiler\nand more")

    monkeypatch.setattr(compiled, "trajectory", broken)
    traces, warnings = solved()
    np.testing.assert_array_equal(traces[-1].runs[0].rows, race.solve(MADE).runs[0].rows)
    (warning,) = warnings
    assert warning.endswith("no compiler")


def test_a_long_race_arrives_in_longer_and_longer_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "PIECE", 40)
    traces, _ = solved()
    assert [trace.solved for trace in traces] == [40, 80, 100]


def test_a_stopped_solver_delivers_nothing() -> None:
    assert solved(stopped=True) == ([], [])
