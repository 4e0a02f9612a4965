"""A run at one step: the state, the batch that comes next, and its way through the network."""

from __future__ import annotations

import numpy as np
import pytest
from nets_in_code import network_run, network_scenario

from tuiopt.labs.network.solve.softmax import worked_softmax
from tuiopt.labs.network.solve.trace import BATCH_LOSS, FIRST_NORM
from tuiopt.labs.network.solve.training import train
from tuiopt.labs.network.solve.view import View, view

SCENARIO = network_scenario(
    network_run(keep_prob=0.8, augment=0.1), network_run("gd", batch_size=40), epochs=3
)
TRACE = train(SCENARIO)


def viewed(cursor: int, run: int = 0, *, training: bool = True, size: int | None = None) -> View:
    return view(TRACE.runs[run], cursor, training=training, size=size)


@pytest.mark.parametrize("cursor", [0, 1, 5, 8])
def test_the_batch_is_the_one_that_the_next_step_takes(cursor: int) -> None:
    """Its mean loss is what that step recorded: dropout and jitter are the step's."""
    shown = viewed(cursor)
    output = shown.inside.output
    losses = [worked_softmax(output, i, label).loss for i, label in enumerate(shown.labels)]
    recorded = TRACE.runs[0].steps[cursor, BATCH_LOSS]
    assert np.mean(losses) == pytest.approx(recorded, rel=1e-12)


def test_a_run_of_larger_batches_is_shown_where_it_is() -> None:
    assert [viewed(cursor, 1).step for cursor in (0, 2, 3, 5, 6, 9)] == [0, 0, 1, 1, 2, 3]
    assert [viewed(cursor, 1).epoch for cursor in (2, 3)] == [0, 1]


def test_the_norms_are_those_of_the_step_that_led_here() -> None:
    assert np.isnan(viewed(0).norms).all()
    np.testing.assert_array_equal(viewed(4).norms, TRACE.runs[0].steps[3, FIRST_NORM:])


@pytest.mark.parametrize("size", [2, 8, 1000])
def test_a_batch_that_is_cut_down(size: int) -> None:
    whole, cut = viewed(3), viewed(3, size=size)
    samples = min(size, len(whole.labels))
    np.testing.assert_array_equal(cut.labels, whole.labels[:samples])
    np.testing.assert_array_equal(cut.inside.inputs, whole.inside.inputs[:, :samples])
    assert cut.masks is not None
    assert cut.masks.shape == (TRACE.runs[0].setup.stages[0].network.units, samples)
    norm = cut.inside.layers[0].norm
    assert norm is not None
    np.testing.assert_allclose(norm.mean, cut.inside.layers[0].z.mean(axis=1))


def test_as_at_test_time() -> None:
    norm = viewed(5, training=False).inside.layers[0].norm
    assert norm is not None
    np.testing.assert_array_equal(norm.mean, norm.running_mean)


def test_a_very_large_batch_is_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiopt.labs.network.solve.view.LOOKED", 45)
    assert len(viewed(3).labels) == 45 // TRACE.runs[0].setup.stages[0].network.units


def test_a_run_that_has_diverged_is_over_from_that_step_on() -> None:
    wild = network_run("gd", 1e200, batch_norm=False)
    trace = train(network_scenario(wild, network_run()))
    gone = trace.runs[0].diverged
    assert gone is not None
    shown = [view(trace.runs[0], at, training=True, size=None) for at in range(gone.step + 2)]
    assert [v.over for v in shown] == [at >= gone.step for at in range(gone.step + 2)]
    assert max(v.step for v in shown) == gone.step - 1
