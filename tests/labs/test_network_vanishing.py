"""Gradients that vanish or explode towards the input."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt.labs.network.vanishing import gradient_flow

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize(
    ("norms", "kind", "ratio"),
    [
        ([0.0389, 0.0818, 0.0784], "steady", 0.0389 / 0.0784),
        ([0.5], "steady", 1.0),
        ([0.01, 1.0], "steady", 0.01),  # the thresholds themselves are still steady
        ([100.0, 1.0], "steady", 100.0),
        ([0.0099, 5.0, 1.0], "vanishing", 0.0099),
        ([100.1, 5.0, 1.0], "exploding", 100.1),
        ([0.0, 1.0], "vanishing", 0.0),
        ([1.0, 0.0], "exploding", math.inf),
        ([0.0, 3.0, 0.0], "zero", math.nan),
        ([math.inf, 1.0], "exploding", math.inf),
        ([1.0, math.inf], "exploding", 0.0),
        ([math.nan, 1.0], "exploding", math.nan),
        ([1.0, math.nan], "exploding", math.nan),
    ],
)
def test_kinds(norms: list[float], kind: str, ratio: float) -> None:
    flow = gradient_flow(np.array(norms))
    assert flow.kind == kind
    assert flow.ratio == pytest.approx(ratio, rel=1e-15, nan_ok=True)
    assert (flow.first, flow.last) == pytest.approx((norms[0], norms[-1]), nan_ok=True)


def test_texts_tell_the_kinds_apart_and_fit() -> None:
    given = ([1.0, 1.0], [0.0, 1.0], [1.0, 0.0], [0.0, 0.0])
    texts = [gradient_flow(np.array(norms)).texts for norms in given]
    assert len(set(texts)) == 4
    for full, short in texts:
        assert len(short) < len(full) <= 84
