"""Learnable parameters, layer by layer."""

from __future__ import annotations

from math import prod
from typing import Literal

import pytest

from tuiopt.labs.network.solve.counts import counts
from tuiopt_kernels.network.layout import Network


def formulas(network: Network) -> list[str]:
    return [f"{one.layer}: {one.formula} = {one.count}" for one in counts(network)]


def test_a_dense_network_as_in_text_books() -> None:
    network = Network((3,), 2, ("relu",))
    assert formulas(network) == ["1: 2·3 + 3 = 9", "2: 3·2 + 2 = 8"]
    assert sum(one.count for one in counts(network)) == 17


@pytest.mark.parametrize("place", [True, "after"])
def test_under_batch_norm_there_is_no_bias_but_in_the_output(
    place: bool | Literal["after"],
) -> None:
    network = Network((3,), 2, ("relu",), place)
    assert formulas(network) == ["1: 2·3 + 3 γ + 3 β = 12", "2: 3·2 + 2 = 8"]
    assert sum(one.count for one in counts(network)) == 20
    deeper = Network((3, 4), 2, ("relu", "relu"), place)
    assert formulas(deeper)[1] == "2: 3·4 + 4 γ + 4 β = 20"


def test_without_hidden_layers() -> None:
    assert formulas(Network((), 4, ())) == ["1: 2·4 + 4 = 12"]


@pytest.mark.parametrize("place", [True, False])
@pytest.mark.parametrize("hidden", [(16, 16, 16), tuple(range(1, 9)), (128,) * 8])
def test_the_formulas_add_up_to_the_size(hidden: tuple[int, ...], place: bool) -> None:
    network = Network(hidden, 2, ("relu",) * len(hidden), place)
    for one in counts(network):
        terms = [term.split()[0].split("·") for term in one.formula.split(" + ")]
        assert one.count == sum(prod(map(int, factors)) for factors in terms)
    assert sum(one.count for one in counts(network)) == network.size
