"""Gradients that vanish or explode towards the input."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt.labs.network.solve.vanishing import GradientFlow, gradient_flow
from tuiopt_kernels.network.layout import Network

pytestmark = pytest.mark.filterwarnings("error")


def network(layers: int, *frozen: int) -> Network:
    hidden = layers - 1
    return Network((3,) * hidden, 2, ("tanh",) * hidden, frozen=frozenset(frozen))


def flow(norms: list[float], *frozen: int) -> GradientFlow:
    found = gradient_flow(network(len(norms), *frozen), np.array(norms))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("norms", "kind"),
    [
        ([0.0389, 0.0818, 0.0784], "steady"),
        ([0.5], "steady"),
        ([0.01, 1.0], "steady"),  # the thresholds themselves are still steady
        ([100.0, 1.0], "steady"),
        ([0.0099, 5.0, 1.0], "vanishing"),
        ([100.1, 5.0, 1.0], "exploding"),
        ([0.0, 1.0], "vanishing"),
        ([1.0, 0.0], "exploding"),
        ([0.0, 3.0, 0.0], "zero"),
        ([math.inf, 1.0], "exploding"),
        ([1.0, math.inf], "exploding"),
        ([math.inf, math.inf], "exploding"),
    ],
)
def test_kinds(norms: list[float], kind: str) -> None:
    assert flow(norms).kind == kind


def test_frozen_layers_are_left_out() -> None:
    norms = [0.0, 0.5, 3.0, 1.0, 0.0]
    found = flow(norms, 1, 5)
    assert found.kind == "steady"
    assert "layer 2" in found.texts[0]
    assert flow(norms, 1, 2, 3, 4, 5).kind == "zero"


@pytest.mark.parametrize("norms", [[math.nan] * 3, [math.nan, 1.0], [1.0, math.nan]])
def test_norms_that_are_not_known_tell_nothing(norms: list[float]) -> None:
    assert gradient_flow(network(len(norms)), np.array(norms)) is None


def test_texts_tell_the_kinds_apart_and_fit() -> None:
    texts = [flow(norms).texts for norms in ([1.0, 1.0], [0.0, 1.0], [1.0, 0.0], [0.0, 0.0])]
    assert len(set(texts)) == 4
    for full, short in texts:
        assert len(short) < len(full) <= 84
    assert all("layer 1 " in f"{full} " for full, _ in texts[:3])
