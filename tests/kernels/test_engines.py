"""Interpreter, kernels and NumPy give the same numbers."""

from __future__ import annotations

import math
from types import ModuleType

import numpy as np
import pytest
from trial import arguments, same_bits

from tuiopt_kernels import arrays, compiled, ieee, interpreted
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

STEPS = 200

SAMPLE = [
    (optimizer, surface)
    for i, optimizer in enumerate(OPTIMIZERS)
    for j, surface in enumerate(SURFACES)
    if (i - j) % min(len(OPTIMIZERS), len(SURFACES)) == 0
]
"""Every optimizer and every surface once, not all pairs: each takes half a second to compile."""


@pytest.mark.parametrize(("optimizer", "surface"), SAMPLE)
@pytest.mark.parametrize("alpha", [1e-3, 0.1, 1e3])
def test_a_kernel_gives_the_interpreters_bits(optimizer: str, surface: str, alpha: float) -> None:
    """Also where the run diverges, and with noise and an L2 penalty."""
    pair = OPTIMIZERS[optimizer], SURFACES[surface]
    one = arguments(*pair, STEPS, alpha, l2=0.01, noise=0.1)
    other = arguments(*pair, STEPS, alpha, l2=0.01, noise=0.1)
    done = interpreted.trajectory(*pair)(*one)
    assert compiled.trajectory(*pair)(*other) == done
    assert same_bits(one, other)


@pytest.mark.parametrize("engine", [interpreted, compiled])
def test_a_single_row_of_feed_serves_every_step(engine: ModuleType) -> None:
    optimizer, surface = SAMPLE[0]
    run = engine.trajectory(OPTIMIZERS[optimizer], SURFACES[surface])
    once = arguments(OPTIMIZERS[optimizer], SURFACES[surface], STEPS, 1e-3)
    state, settings, feed, out = (part.copy() for part in once)
    assert len(feed) == 1
    assert run(*once) == run(state, settings, np.repeat(feed, STEPS, axis=0), out) == STEPS
    assert same_bits([once[0], once[3]], [state, out])


def test_the_sample_has_a_run_that_diverges() -> None:
    pair = OPTIMIZERS["gd"], SURFACES["beale"]
    assert interpreted.trajectory(*pair)(*arguments(*pair, STEPS, 1e3)) < STEPS


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=lambda spec: spec.name)
def test_a_run_goes_on_where_it_stopped(optimizer: Optimizer) -> None:
    """70 + 130 steps are 200."""
    surface = SURFACES["rosenbrock"]
    run = interpreted.trajectory(optimizer, surface)
    whole = arguments(optimizer, surface, 200, 1e-3, noise=0.1)
    parts = arguments(optimizer, surface, 200, 1e-3, noise=0.1)
    run(*whole)
    state, settings, feed, out = parts
    assert run(state, settings, feed[:70], out[:70]) == 70
    assert state[0] == 70.0
    assert run(state, settings, feed[70:], out[70:]) == 130
    assert same_bits(whole, parts)


@pytest.mark.parametrize("surface", SURFACES.values(), ids=lambda spec: spec.name)
def test_surfaces_on_arrays_are_the_scalar_ones(surface: Surface) -> None:
    """Up to what NumPy's own sine and exponential differ in the last places."""
    rng = np.random.default_rng(2)
    (left, right), (bottom, top) = surface.domain
    x, y = rng.uniform(left, right, 50), rng.uniform(bottom, top, 50)
    params = tuple(hyper.default for hyper in surface.params)
    points = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
    for function, scalar in (
        (arrays.gradient, surface.gradient),
        (arrays.hessian, surface.hessian),
    ):
        expected = np.array([scalar(a, b, params) for a, b in points]).T
        size = np.abs(expected).max()
        np.testing.assert_allclose(function(surface, x, y, params), expected, atol=1e-13 * size)
    values = np.array([surface.value(a, b, params) for a, b in points])
    found = arrays.value(surface, x, y, params)
    np.testing.assert_allclose(found, values, atol=1e-13 * np.abs(values).max())


def test_values_over_a_grid_broadcast() -> None:
    x, y = np.arange(3.0)[np.newaxis, :], np.arange(2.0)[:, np.newaxis]
    values = arrays.value(SURFACES["bowl"], x, y, ())
    np.testing.assert_array_equal(values, [[0, 1, 4], [1, 2, 5]])


@pytest.mark.parametrize(
    ("function", "argument", "expected"),
    [
        (math.exp, 1e4, math.inf),
        (math.cosh, -1e4, math.inf),
        (math.sinh, -1e4, -math.inf),
        (math.sinh, 1e4, math.inf),
        (math.log, 0.0, -math.inf),
        (math.log, -1.0, math.nan),
        (math.sqrt, -1.0, math.nan),
        (math.sin, math.inf, math.nan),
        (math.cos, 0.0, 1.0),
    ],
)
def test_the_interpreter_answers_as_ieee_754(
    function: object, argument: float, expected: float
) -> None:
    """Where Python's own functions raise."""
    found = ieee.IEEE[function](argument)  # type: ignore[index]
    assert found == expected or (math.isnan(found) and math.isnan(expected))
