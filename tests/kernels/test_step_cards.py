"""The lines of every step card, evaluated as they are written, give the trace's next row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

import numpy as np
import pytest
from feeding import Array, complete, corrects, feed

from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer

STEPS = 60
FUNCTIONS = {"sqrt": sqrt, "abs": abs, "max": max, "min": min, "sign": np.sign}


def runs() -> Iterator[tuple[str, bool, float | None]]:
    """Optimizer, bias correction, ε; None is the default, and 0.1 shows where ε stands."""
    for name, optimizer in OPTIMIZERS.items():
        if optimizer.solve is not None:  # their cards need a surface: tests/labs/contour has one
            continue
        has_epsilon = any(h.name == "epsilon" for h in optimizer.hyper)
        for corrected in (False, True) if optimizer.bias_correction is not None else (False,):
            for epsilon in (None, 0.1) if has_epsilon else (None,):
                yield name, corrected, epsilon


def worked(
    optimizer: Optimizer, settings: Mapping[str, float], rows: dict[str, Array], t: int, axis: int
) -> tuple[dict[str, Any], set[str]]:
    """What all names stand for after the lines of step t, and the names of the lines."""
    numbers = complete(optimizer, settings)
    # Nothing else is known, so that a name that means nothing is a NameError.
    names: dict[str, Any] = {"__builtins__": {}, **FUNCTIONS}
    names |= {h.name: numbers[h.name] for h in optimizer.hyper}
    names |= {"alpha": numbers["learning_rate"], "t": t, "gradient": rows["g"][t, axis]}
    state = ("x", *optimizer.slots, *optimizer.clocked)
    names |= {name: rows[name][t - 1, axis] for name in state}
    lines = optimizer.lines(corrects(optimizer, settings))
    for line in lines:
        names[line.name] = eval(line.expression, names)
    return names, {line.name for line in lines}


@pytest.mark.parametrize(("name", "corrected", "epsilon"), list(runs()))
def test_card_gives_the_next_row(name: str, corrected: bool, epsilon: float | None) -> None:
    optimizer = OPTIMIZERS[name]
    settings = {} if epsilon is None else {"epsilon": epsilon}
    if optimizer.bias_correction is not None:
        settings["bias_correction"] = corrected
    fed = np.random.default_rng(7).standard_normal((STEPS, 2)) * (3.0, 0.05)
    rows = feed(name, settings, fed, (-7.0, 0.2))
    wanted = {"x", *optimizer.slots, *optimizer.shown_with(corrected)}
    for t in range(1, STEPS + 1):
        for axis in (0, 1):
            names, written = worked(optimizer, settings, rows, t, axis)
            assert wanted <= written
            for column in written & rows.keys():
                assert names[column] == pytest.approx(rows[column][t, axis], rel=1e-12, abs=0.0)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_card_writes_each_name_once_from_the_gradient_to_the_point(name: str) -> None:
    for corrected in (False, True):
        for penalty in (False, True):
            written = [line.name for line in OPTIMIZERS[name].lines(corrected, penalty)]
            assert len(set(written)) == len(written)
            assert written[0] == "g"
            assert written[-2:] == ["update", "x"]


@pytest.mark.parametrize(("name", "corrected", "epsilon"), list(runs()))
def test_effective_rate_is_that_of_a_steady_gradient(
    name: str, corrected: bool, epsilon: float | None
) -> None:
    """After 40,000 steps with the same gradient, every step is rate times it.

    Weight decay is none of the gradient's doing, and switched off.
    """
    optimizer = OPTIMIZERS[name]
    line = optimizer.effective_rate(corrected)
    if line is None:
        pytest.skip("no effective rate is declared")
    settings = {h.name: 0.0 for h in optimizer.hyper if h.name == "weight_decay"}
    settings |= {} if epsilon is None else {"epsilon": epsilon}
    if optimizer.bias_correction is not None:
        settings["bias_correction"] = corrected
    gradient, steps = (3.0, -0.05), 40_000
    rows = feed(name, settings, np.tile(gradient, (steps, 1)), (0.0, 0.0))
    for axis in (0, 1):
        names, _ = worked(optimizer, settings, rows, steps, axis)
        step = rows["x"][-1, axis] - rows["x"][-2, axis]
        assert -eval(line.expression, names) * gradient[axis] == pytest.approx(step, rel=1e-6)
