"""Columns and rows that the layers' panel has room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tuiopt.labs.network.screen.draw.layers.layer_columns import NUMBERS, columns
from tuiopt.labs.network.screen.draw.layers.layer_plan import Plan, plan


@pytest.mark.parametrize("layers", range(1, 10))
def test_columns_are_within_the_panel_and_apart(layers: int) -> None:
    for width in range(1, 220):
        for layer in range(1, layers + 1):
            made = columns(width, layers, layer)
            assert made.layers[0] >= 1
            assert made.layers[-1] <= layers
            assert layer in made.layers or layer == layers
            beside = 1 + NUMBERS if made.numbered else 0
            if width >= 24:
                assert made.at(made.layers[-1]) + made.plot + beside <= width
            if made.count > 1:
                assert made.plot + beside < made.each


def test_an_odd_number_of_bins_has_one_in_the_middle() -> None:
    for width in range(24, 220):
        assert columns(width, 4, 1).plot % 2 == 1


def test_the_selected_layer_is_in_the_middle_where_not_all_fit() -> None:
    assert columns(102, 4, 2).layers == range(1, 5)
    assert [columns(102, 9, layer).first for layer in (1, 4, 5, 8)] == [1, 2, 3, 6]


def test_histograms_are_as_wide_as_in_a_wide_panel() -> None:
    made = columns(102, 4, 1)
    assert (made.plot, made.numbered) == (13, True)
    assert not columns(40, 4, 1).numbered or columns(40, 4, 1).count == 1


@pytest.mark.parametrize("spreads", [(0,), (1,), (2,), (2, 1), (0, 0, 1), (2,) * 8])
def test_a_plan_has_no_more_rows_than_there_are(spreads: tuple[int, ...]) -> None:
    before = 0
    for height in range(1, 60):
        made = plan(height, spreads)
        if made is not None:
            assert made.rows(spreads) <= height
            assert made.runs >= before
            before = made.runs
        else:
            assert not before
    assert before == len(spreads)


def test_what_is_given_up_first() -> None:
    """The activations, then γ and β, then rows of the histograms; two runs stay together."""
    spreads = (2, 1)
    assert plan(30, spreads) == Plan(2, 3, True, True, True, True)
    assert plan(21, spreads) == Plan(2, 3, True, False, True, True)
    assert plan(19, spreads) == Plan(2, 3, True, False, False, True)
    assert plan(15, spreads) == Plan(2, 3, False, False, False, True)
    assert plan(11, spreads) == Plan(2, 2, False, False, False, True)
    assert plan(7, spreads) == Plan(2, 1, False, False, False, False)
    assert plan(6, spreads) == Plan(1, 1, False, False, False, True)
    assert plan(4, spreads) is None


@pytest.mark.parametrize("height", [12, 20, 40])
def test_a_run_without_hidden_layers_takes_a_bar_alone(height: int) -> None:
    one = plan(height, (1,))
    assert one is not None
    assert plan(height + 2, (1, 0, 0)) == replace(one, runs=3)
