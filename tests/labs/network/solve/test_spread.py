"""How many values of a layer lie where, and what it takes to know."""

from __future__ import annotations

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario
from network_views import network_view

from tuiopt.labs.network.solve.histogram import OUTSIDE, Spread
from tuiopt.labs.network.solve.training import beginning
from tuiopt.labs.network.solve.view import LOOKED, effort

VALUES = np.array([[0.5, -1.0, np.inf, 0.0], [np.nan, 0.5, -0.0, -np.inf]])


def test_values_are_counted_below_and_above() -> None:
    spread = Spread.of(VALUES)
    for end in (-np.inf, -1.0, 0.0, 0.25, 0.5, 7.0, np.inf):
        assert spread.below(end) == np.sum(end > VALUES)
        assert spread.above(end) == np.sum(end < VALUES)
    assert spread.known == 7


@pytest.mark.parametrize("count", [1, 2, 3, 19, 20, 21, 39, 40, 41, 1000])
def test_at_most_5_percent_of_the_values_are_larger_than_what_is_needed(count: int) -> None:
    values = np.random.default_rng(count).standard_cauchy(count)
    needed = Spread.of(values).needed
    assert needed in np.abs(values)
    assert np.sum(np.abs(values) > needed) == int(OUTSIDE * count)


def test_units_that_are_always_0_are_counted() -> None:
    view = network_view(activation="relu", batch_norm=False, scale=4.0)
    view.inside.layers[0].active[[2, 5]] = 0.0
    for spread, layer in zip(view.spreads, view.inside.layers, strict=True):
        assert spread.dead == sum(not unit.any() for unit in layer.active)
    assert view.spreads[0].dead >= 2
    assert view.spreads is view.spreads, "made once"


def test_a_view_takes_longer_with_more_samples_and_units_up_to_what_is_looked_at() -> None:
    def taken(units: int, batch: int, size: int | None = None) -> int:
        run = network_run(data=network_data(8000), hidden=(units,), batch_size=batch)
        return effort(beginning(network_scenario(run)).runs[0], 0, size)

    assert taken(8, 64) < taken(8, 128) < taken(16, 128)
    assert taken(8, 128, 64) == taken(8, 64)
    assert taken(510, 8000) == taken(510, 8000, LOOKED // 512)
