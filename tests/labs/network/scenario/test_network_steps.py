"""Where the runs of a network scenario are at its steps."""

from __future__ import annotations

import pytest
from nets_in_code import network_data, network_run, network_scenario, phase


def test_the_scenarios_steps_are_those_of_the_run_with_the_most() -> None:
    """40 samples: 3 mini-batches of 16, 8 of 5; then 64: 4 and 13."""
    runs = [
        phase(network_run(batch_size=size, batch_norm=False), 3, data=network_data(64))
        for size in (16, 5)
    ]
    scenario = network_scenario(*runs, epochs=4)
    assert scenario.first_steps(0) == [0, 3, 6, 10, 14]
    assert scenario.first_ticks == scenario.first_steps(1) == [0, 8, 16, 29, 42]
    at = [scenario.step_of(0, cursor) for cursor in range(18)]
    assert at == [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6]
    assert [scenario.step_of(1, cursor) for cursor in range(43)] == list(range(43))
    assert scenario.step_of(0, 42) == 14


@pytest.mark.parametrize("size", [1, 2, 3, 7, 16, 40])
def test_a_cursor_is_the_last_one_of_a_step(size: int) -> None:
    runs = [network_run(batch_size=batch, batch_norm=False) for batch in (size, 3)]
    scenario = network_scenario(*runs, epochs=3)
    for run in range(len(runs)):
        at = [scenario.step_of(run, cursor) for cursor in range(scenario.steps + 1)]
        for step in range(scenario.first_steps(run)[-1] + 1):
            expected = max(cursor for cursor, one in enumerate(at) if one <= step)
            assert scenario.cursor_of(run, step) == expected


def test_a_stage_makes_the_steps_of_its_epochs() -> None:
    run = phase(phase(network_run(), 2), 4)
    scenario = network_scenario(run, epochs=5)
    assert [scenario.span(0, stage) for stage in range(3)] == [(0, 3), (3, 9), (9, 15)]
    assert [scenario.stage_of(0, step) for step in range(16)] == [0] * 4 + [1] * 6 + [2] * 6
