"""What steps of a network's run take: whichever piece is asked for, it is the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.batch import batch_at
from tuiopt.labs.network.solve.feed import JITTER, MASKS, Feed, feed
from tuiopt_kernels.schedules import SCHEDULES


def whole(scenario: NetworkScenario) -> Feed:
    return feed(scenario, 0, 0, scenario.steps)


@pytest.mark.parametrize("batch_size", [1, 7, 16, 39, 40])
def test_any_piece_is_a_part_of_the_whole(batch_size: int) -> None:
    """40 samples: batches that fill an epoch, a short last one, one sample that joins another."""
    bn = batch_size > 1
    run = network_run(batch_size=batch_size, batch_norm=bn, keep_prob=0.6, augment=0.3)
    scenario = network_scenario(network_schedule(run, "inverse-time"), epochs=4)
    expected = whole(scenario)
    for begin, end in ((0, 1), (1, 4), (2, scenario.steps), (scenario.steps - 1, scenario.steps)):
        given = feed(scenario, 0, begin, end - begin)
        np.testing.assert_array_equal(given.batches, expected.batches[begin:end])
        np.testing.assert_array_equal(given.rates, expected.rates[begin:end])
        np.testing.assert_array_equal(given.masks, expected.masks[begin:end])
        # Of a short batch the rest is not looked at.
        seen = np.broadcast_to(given.batches[:, np.newaxis] >= 0, given.jitter.shape)
        np.testing.assert_array_equal(given.jitter[seen], expected.jitter[begin:end][seen])


def test_an_epoch_takes_each_sample_once_in_an_order_of_its_own() -> None:
    one, other = whole(network_scenario(network_run(batch_size=7), epochs=2)).batches.reshape(2, -1)
    for epoch in (one, other):
        np.testing.assert_array_equal(np.sort(epoch[epoch >= 0]), np.arange(40))
    assert (one != other).any()


def test_runs_share_permutations_and_the_jitter_of_each_sample() -> None:
    runs = network_run(batch_size=8, augment=0.1), network_run("gd", batch_size=10, augment=0.1)
    scenario = network_scenario(*runs, epochs=1, seed=4)
    found = []
    for run in range(len(runs)):
        given = feed(scenario, run, 0, scenario.first_steps(run)[-1])
        moved = np.empty((2, 40))
        for numbers, jitter in zip(given.batches, given.jitter, strict=True):
            moved[:, numbers] = jitter
        found.append((given.batches.ravel(), moved))
    for one, two in zip(*found, strict=True):
        np.testing.assert_array_equal(one, two)
    drawn = np.random.default_rng([4, JITTER, 1]).standard_normal((40, 2)).T
    np.testing.assert_array_equal(found[0][1], 0.1 * drawn)


def test_masks_are_one_stream_a_stage() -> None:
    run = network_run(keep_prob=0.6, hidden=(4, 3), seed=9)
    data = run.stages[0].data
    given = whole(network_scenario(run, epochs=2))
    rows = np.random.default_rng([9, MASKS, 1]).random((6, 9, 16))
    np.testing.assert_array_equal(given.masks[:, :7], rows[:, :7] < 0.6)
    assert given.masks[:, 7:].all()  # the output layer
    scenario = network_scenario(phase(run, 2, data=data), epochs=2)
    second = feed(scenario, 0, 3, 3).masks
    rows = np.random.default_rng([9, MASKS, 2]).random((3, 9, 16))
    np.testing.assert_array_equal(second[:, :7], rows[:, :7] < 0.6)


def test_masks_that_are_drawn_a_part_at_a_time_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario = network_scenario(network_run(keep_prob=0.6), epochs=3)
    expected = whole(scenario).masks
    monkeypatch.setattr("tuiopt.labs.network.solve.feed.AT_ONCE", 300)
    np.testing.assert_array_equal(whole(scenario).masks, expected)


def test_what_nobody_asks_for_is_not_drawn() -> None:
    given = whole(network_scenario(network_run()))
    assert given.masks.shape == given.jitter.shape == (1, 0, 0)


def test_a_rate_goes_by_the_epoch() -> None:
    """The contract's numbers: α0 = 0.2 and a decay rate of 1."""
    run = network_schedule(network_run(learning_rate=0.2), "inverse-time", decay_rate=1.0)
    given = whole(network_scenario(run, epochs=4))
    np.testing.assert_allclose(given.rates[::3], [0.1, 0.2 / 3, 0.05, 0.04], rtol=1e-15)
    np.testing.assert_array_equal(given.rates[1::3], given.rates[::3])


@pytest.mark.parametrize("kind", SCHEDULES)
def test_a_phase_replaces_the_learning_rate_and_the_epochs_go_on(kind: str) -> None:
    """From 40 samples to 70: 3 mini-batches an epoch, then 5."""
    run = network_schedule(network_run(learning_rate=0.2), kind)
    run = phase(run, 3, data=network_data(70), learning_rate=0.05)
    scenario = network_scenario(run, epochs=4)
    assert scenario.first_steps(0) == [0, 3, 6, 11, 16]
    rates = np.hstack([feed(scenario, 0, *piece).rates for piece in ((0, 6), (6, 10))])
    t = np.arange(1.0, 17.0)
    k = np.repeat([1.0, 2.0, 3.0, 4.0], [3, 3, 5, 5])
    alpha0 = np.where(k < 3.0, 0.2, 0.05)
    expected = {
        "constant": alpha0,
        "inverse-time": alpha0 / (1.0 + k),
        "exponential": alpha0 * 0.95**k,
        "inverse-sqrt": alpha0 / np.sqrt(k),
        "inverse-sqrt-step": alpha0 / np.sqrt(t),
        "staircase": alpha0,
        "cosine": alpha0 * (1.0 + np.cos(np.pi * (t - 1.0) / 16.0)) / 2.0,
        "warmup-cosine": alpha0 * (1.0 + np.cos(np.pi * (t - 1.0) / 16.0)) / 2.0,
    }
    np.testing.assert_allclose(rates, expected[kind], rtol=1e-14)


def test_the_batch_at_a_step_is_the_next_one_and_at_a_stages_end_its_last() -> None:
    run = network_run(batch_size=15, keep_prob=0.6, augment=0.2)
    run = phase(run, 2, data=network_data(20))
    scenario = network_scenario(run, epochs=2)
    assert scenario.first_steps(0) == [0, 3, 5]
    for step, row in ((0, 0), (1, 1), (2, 2), (3, 2), (4, 4), (5, 4)):
        given = feed(scenario, 0, row, 1)
        numbers = given.batches[0][given.batches[0] >= 0]
        train = run.stages[scenario.stage_of(0, row + 1)].data.train
        found = batch_at(scenario, 0, step)
        n = len(numbers)
        assert n == (15, 15, 10, 15, 5)[row]
        np.testing.assert_array_equal(
            found.inputs, train.inputs[:, numbers] + given.jitter[0][:, :n]
        )
        np.testing.assert_array_equal(found.labels, train.labels[numbers])
        assert found.masks is not None
        np.testing.assert_array_equal(found.masks, given.masks[0][:, :n])


def test_a_batch_without_dropout_has_no_masks_and_leaves_the_data_alone() -> None:
    run = network_run(augment=1.0)
    before = run.stages[0].data.train.inputs.copy()
    assert batch_at(network_scenario(run), 0, 0).masks is None
    np.testing.assert_array_equal(run.stages[0].data.train.inputs, before)


def test_another_seed_draws_other_masks_and_no_other_batches() -> None:
    run = network_run(keep_prob=0.6)
    one, other = (whole(network_scenario(replace(run, seed=seed), epochs=2)) for seed in (1, 2))
    np.testing.assert_array_equal(one.batches, other.batches)
    assert (one.masks != other.masks).any()
