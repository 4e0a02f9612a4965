"""Histograms of a layer: shared bins, what lies beyond them, mean and deviation over all."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from tuiopt.labs.network.solve.histogram import ENDS, histograms, reach, spreads
from tuiopt_kernels.network.initial import initial, initial_running
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import Inside, look_inside

pytestmark = pytest.mark.filterwarnings("error")


def inside(batch_norm: bool | Literal["after"]) -> Inside:
    network = Network((8, 8), 2, ("relu", "tanh"), batch_norm)
    inputs = np.random.default_rng(5).standard_normal((2, 40))
    parameters, running = initial(network, "he", 1.0, 0), initial_running(network)
    return look_inside(network, parameters, running, inputs, training=True)


def holding(values: list[float], batch_norm: bool = False, gamma: float = 0.0) -> Inside:
    """A layer of one tanh unit whose z are these."""
    network = Network((1,), 2, ("tanh",), batch_norm)
    parameters = np.zeros(network.size)
    named = network.named(parameters)
    named["W1"][0] = 1.0
    if batch_norm:
        named["gamma1"][0] = gamma
    inputs = np.array([values, [0.0] * len(values)])
    return look_inside(network, parameters, initial_running(network), inputs, training=True)


@pytest.mark.parametrize("batch_norm", [False, True, "after"])
def test_each_counts_its_own_values(batch_norm: bool | Literal["after"]) -> None:
    seen = inside(batch_norm)
    made = histograms(spreads(seen), 4.0, 16)
    assert len(made) == 2
    for layer, three in zip(seen.layers, made, strict=True):
        assert (three.tilde is None) == (layer.norm is None)
        shown = [(three.z, layer.z), (three.active, layer.active)]
        if layer.norm is not None and three.tilde is not None:
            shown.append((three.tilde, layer.norm.tilde))
        for histogram, values in shown:
            edges = np.linspace(-4.0, 4.0, 17)
            for count, low, high in zip(histogram.counts, edges, edges[1:], strict=False):
                assert count == np.sum((low <= values) & (values < high))
            assert histogram.mean == pytest.approx(np.mean(values), abs=1e-15)
            assert histogram.deviation == pytest.approx(np.std(values), rel=1e-13)


def test_what_lies_beyond_is_counted_at_its_end() -> None:
    values = [-5.0, -4.0, -0.1, 0.0, 3.9, 4.0, 4.1, 1e6]
    z = histograms(spreads(holding(values)), 4.0, 2)[0].z
    assert z.counts.tolist() == [2, 3]
    assert (z.below, z.above) == (1, 2)


@pytest.mark.parametrize("other", [np.nan, 1.0])
def test_what_is_not_finite_is_told(other: float) -> None:
    z = histograms(spreads(holding([np.inf, 1.0, other])), 4.0, 2)[0].z
    assert z.counts.tolist() == [0, 1 if np.isnan(other) else 2]
    assert (z.below, z.above) == (0, 1)
    assert not np.isfinite(z.mean)
    assert np.isnan(z.deviation)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.1, -0.2], 4.0),
        ([4.0, -4.0], 4.0),
        ([4.1], 5.0),
        ([-5.0], 5.0),
        ([5.1], 10.0),
        ([10.1], 20.0),
        ([-20.1], 50.0),
        ([1.0] * 95 + [1000.0] * 5, 4.0),  # 5 %
        ([1.0] * 94 + [1000.0] * 6, 1000.0),
        ([np.nan, np.inf, 6.0], 10.0),
        ([np.nan], 4.0),
        ([1e308], ENDS[-1]),
    ],
)
def test_bins_are_widened_to_round_numbers_where_they_must_be(
    values: list[float], expected: float
) -> None:
    assert reach([spreads(holding(values))]) == expected
    assert histograms(spreads(holding(values)), expected, 16)[0].z.counts.sum() <= len(values)


def test_bins_are_shared_by_all_runs() -> None:
    runs = [holding([1.0]), holding([30.0]), holding([7.0])]
    assert reach(map(spreads, runs)) == 50.0
    assert reach([]) == 4.0


def test_both_z_and_z_tilde_have_room() -> None:
    assert reach([spreads(holding([90.0, 110.0], True, gamma=1.0))]) == 200.0
    assert reach([spreads(holding([1.0, 2.0], True, gamma=60.0))]) == 100.0
    assert reach([spreads(holding([1.0, 2.0], True, gamma=1.0))]) == 4.0


def test_ends_are_round_and_finite() -> None:
    assert ENDS[:8] == (4.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
    assert list(ENDS) == sorted(ENDS)
    assert np.isfinite(2.0 * ENDS[-1])


def spread_to(size: float) -> Inside:
    """A tenth of the values go as far as that."""
    return holding([size] * 4 + [0.0] * 36)


@pytest.mark.parametrize(
    ("sizes", "end"),
    [
        ([0.0], 4.0),
        ([30.0], 50.0),
        ([0.0, 30.0], 50.0),
        ([0.01, 9.0], 10.0),
        ([9.0, 7000.0], 10000.0),
        ([9.0, 9e30], 10.0),
        ([0.0, 0.01, 9.0, 9e30], 10.0),
        ([9e30], 1e31),
    ],
)
def test_a_run_that_explodes_leaves_the_bins_to_others(sizes: list[float], end: float) -> None:
    assert reach(spreads(spread_to(size)) for size in sizes) == end
