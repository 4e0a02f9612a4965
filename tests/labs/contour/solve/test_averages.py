"""Which averages a run has, from the names that its optimizer declares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.labs.contour.solve.averages import averages
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt_kernels.optimizers import OPTIMIZERS


def run(optimizer: str, *, corrected: bool) -> ContourRunTrace:
    made = replace(setup(optimizer), bias_correction=corrected)
    return solve(scenario(made, steps=5)).runs[0]


@pytest.mark.parametrize(
    ("optimizer", "corrected", "symbols"),
    [
        ("gd", False, ["g"]),
        ("momentum", False, ["g", "v"]),
        ("momentum", True, ["g", "v\u0302", "v"]),
        ("heavy-ball", False, ["g", "v"]),
        ("rmsprop", False, ["g", "±√s"]),
        ("rmsprop", True, ["g", "±√s\u0302"]),
        ("adam", True, ["g", "v\u0302", "v", "±√s\u0302"]),
        ("adam", False, ["g", "v", "±√s"]),
    ],
)
def test_averages_by_name(optimizer: str, corrected: bool, symbols: list[str]) -> None:
    found = averages(run(optimizer, corrected=corrected))
    assert [average.symbol for average in found] == symbols
    assert [average.kind for average in found][:2] in (
        ["gradient"], ["gradient", "mean"], ["gradient", "spread"]
    )  # fmt: skip


@pytest.mark.parametrize("optimizer", sorted(OPTIMIZERS))
@pytest.mark.parametrize("axis", ["x", "y"])
def test_every_optimizer_has_values_from_step_1(optimizer: str, axis: str) -> None:
    done = run(optimizer, corrected=bool(OPTIMIZERS[optimizer].bias_correction))
    for average in averages(done):
        values = average.values(done, axis)
        assert values.shape == (6,)
        assert np.isnan(values[0])
        assert np.isfinite(values[1:]).all()


def test_a_spread_is_the_root_of_the_mean_square() -> None:
    done = run("adam", corrected=True)
    gradient, _, _, spread = averages(done)
    first = abs(gradient.values(done, "x")[1])
    assert spread.values(done, "x", slice(1, 2)) == pytest.approx([first], rel=1e-12)
