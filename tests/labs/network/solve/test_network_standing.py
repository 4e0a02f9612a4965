"""How networks stand at a step: which epoch's scores, who stopped, who diverged, who leads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, phase
from network_traces import scored, traced, trained

from tuiopt.labs.network.solve import standing
from tuiopt.labs.network.solve.trace import BATCH_LOSS, NetworkTrace

PATIENT = network_run(label="patient", patience=2)
PAIR = network_scenario(network_run(label="whole", batch_size=40), PATIENT, epochs=6)
TRACE = traced(PAIR)


def with_second(**ended: int) -> NetworkTrace:
    """The second run has stopped, or diverged."""
    epochs = ended.get("stopped", ended.get("diverged", 0) // 3)
    rows = [scored(1, epoch) for epoch in range(epochs + 1)]
    second = trained(PAIR, 1, rows, **ended)
    return replace(TRACE, runs=(TRACE.runs[0], second))


def test_scores_are_those_of_the_last_complete_epoch_whatever_the_batches() -> None:
    """One step of 40 samples, or 3 of 16, in an epoch."""
    for cursor in range(PAIR.steps + 1):
        for i, run in enumerate(TRACE.runs):
            assert standing.scores(run, cursor).tolist() == scored(i, cursor // 3)
            assert standing.errors(run, cursor) == tuple(scored(i, cursor // 3)[2:])


def test_the_rate_is_that_of_the_runs_own_step() -> None:
    whole, patient = TRACE.runs
    assert [standing.learning_rate(whole, cursor) for cursor in range(7)] == [
        *[0.01] * 3,
        *[0.001] * 3,
        0.002,
    ]
    assert standing.learning_rate(patient, 5) == 0.005


def test_a_run_that_stopped_keeps_its_scores_and_tells_its_best_epoch() -> None:
    trace = with_second(stopped=4, best=2)
    before, after = (standing.standings(trace, cursor)[1] for cursor in (11, 12))
    assert before.kind == "racing"
    assert after.kind == "stopped"
    assert after.texts[:2] == ("stopped after epoch 4, best 2", "stopped at 4, best 2")
    assert standing.scores(trace.runs[1], PAIR.steps).tolist() == scored(1, 4)


def test_a_run_that_diverged_tells_it_from_that_step_on() -> None:
    trace = with_second(diverged=8)
    assert standing.standings(trace, 7)[1].kind == "racing"
    assert standing.standings(trace, 8)[1].text == "✗ at 8: loss is not finite"
    assert standing.scores(trace.runs[1], PAIR.steps).tolist() == scored(1, 2)


def test_the_lowest_loss_on_dev_leads_and_on_train_where_there_is_no_dev() -> None:
    assert [stands.text for stands in standing.standings(TRACE, 4)] == ["lowest dev loss", ""]
    alone = network_scenario(PATIENT)
    assert standing.standings(traced(alone), 4)[0].text == ""
    data = network_data(dev=0)
    pair = network_scenario(network_run(data=data), network_run(data=data, label="other"))
    assert standing.standings(traced(pair), 4)[0].text == "lowest train loss"


@pytest.mark.parametrize("worst", [np.nan, np.inf])
def test_no_run_leads_where_no_loss_is_known(worst: float) -> None:
    runs = tuple(replace(run, epochs=np.full((1, 4), worst)) for run in TRACE.runs)
    stand = standing.standings(replace(TRACE, runs=runs, solved=0), 0)
    assert {stands.kind for stands in stand} == {"racing"}
    one = replace(TRACE, runs=(runs[0], TRACE.runs[1]))
    assert [stands.kind for stands in standing.standings(one, 0)] == ["racing", "lowest"]


def test_all_own_steps_are_those_of_the_scenario_one_by_one() -> None:
    runs = [
        phase(network_run(batch_size=size, batch_norm=False), 3, data=network_data(64))
        for size in (16, 5, 64)
    ]
    scenario = network_scenario(*runs, epochs=4)
    for run in range(len(runs)):
        for window in (1, 17, scenario.steps):
            expected = [scenario.step_of(run, cursor) for cursor in range(window + 1)]
            assert scenario.steps_of(run, window).tolist() == expected


def test_values_by_step_end_where_the_run_ends() -> None:
    rates = TRACE.runs[0].learning_rates(7)
    assert np.isnan(rates[:3]).all()
    assert rates[3:].tolist() == [0.001] * 3 + [0.002] * 2
    losses = with_second(diverged=8).runs[1].by_step(BATCH_LOSS, 18)
    assert losses[1:].tolist() == [1 / t for t in range(1, 8)]
