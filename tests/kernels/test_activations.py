"""Every activation and initialisation: what its file declares, and the kernels by it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.chain import activate, slopes
from tuiopt_kernels.network.initialisations import INITIALISATIONS
from tuiopt_kernels.network.layout import NUMBERS, Network
from tuiopt_kernels.network.lens import look_inside

ENGINES = pytest.mark.parametrize("engine", [interpreted, compiled])
EACH = pytest.mark.parametrize("name", ACTIVATIONS)

Z = np.array([-30.0, -3.0, -0.7, -0.01, 0.02, 0.5, 2.0, 30.0])


def slope(name: str, z: float) -> float:
    one = ACTIVATIONS[name]
    return one.back(1.0, one.h(z))


@EACH
def test_an_activation_is_declared_in_full(name: str) -> None:
    one = ACTIVATIONS[name]
    assert one.name == name
    assert one.title.casefold() == name.replace("-", " ")
    for z in (-0.7, 0.0, 1.3):
        told = one.card.format(z=f"({z})", minus_z=f"({-z})").replace("^", "**")
        assert eval(told, {"tanh": math.tanh, "e": math.e}) == pytest.approx(one.h(z), rel=1e-12)


@EACH
def test_what_is_said_of_its_shape_is_so(name: str) -> None:
    one = ACTIVATIONS[name]
    h, slopes = (np.array([f(z) for z in Z.tolist()]) for f in (one.h, lambda z: slope(name, z)))
    assert one.off == bool(np.all(h[Z < 0.0] == 0.0))
    assert one.kink == (abs(slope(name, 1e-9) - slope(name, -1e-9)) > 0.1)
    if one.kink:
        np.testing.assert_array_equal(h > 0.0, Z > 0.0)
    steepest = slopes.max()
    if one.flat is None:
        assert slopes[-1] == steepest
    else:
        low, high = one.flat
        assert all(one.back(1.0, a) < steepest / 20 for a in (low, high))
        assert all(one.back(1.0, a) > steepest / 20 for a in (low + 0.05, high - 0.05))


@EACH
def test_its_slope_is_that_of_differences(name: str) -> None:
    h = ACTIVATIONS[name].h
    for z in Z.tolist():
        quotient = (h(z + 1e-6) - h(z - 1e-6)) / 2e-6
        assert slope(name, z) == pytest.approx(quotient, rel=1e-6, abs=1e-9)
        assert ACTIVATIONS[name].back(-3.0, h(z)) == pytest.approx(-3.0 * slope(name, z))


@EACH
def test_it_is_the_same_on_whole_arrays_and_in_the_chain(name: str) -> None:
    one, number = ACTIVATIONS[name], NUMBERS[name]
    h = np.array([one.h(z) for z in Z.tolist()])
    np.testing.assert_allclose(one.whole(Z), h, rtol=1e-14)
    rows = np.stack((Z, Z, Z))
    activate(rows, 1, 1, number, len(Z) - 1)
    np.testing.assert_array_equal(rows[[0, 2]], [Z, Z])
    np.testing.assert_array_equal(rows[1], [*h[:-1], Z[-1]])
    rows = np.stack((np.full_like(Z, 2.0), h))
    slopes(rows, 0, 1, 1, number, len(Z))
    np.testing.assert_array_equal(rows, [[one.back(2.0, a) for a in h.tolist()], h])


@EACH
def test_nan_stays(name: str) -> None:
    one = ACTIVATIONS[name]
    assert math.isnan(one.h(math.nan))
    assert np.isnan(one.whole(np.array([math.nan]))).all()


@ENGINES
@EACH
def test_the_passes_are_the_lens_and_their_gradient_that_of_differences(
    name: str, engine: object
) -> None:
    network = Network((5,), 3, (name,))
    rng = np.random.default_rng(4)
    parameters, running = rng.standard_normal(network.size), np.zeros((2, network.units))
    inputs, labels = rng.standard_normal((2, 9)), rng.integers(0, 3, 9)
    seen = look_inside(network, parameters, running, inputs, training=False)
    scores = engine.scores()(network, parameters, running, inputs)  # type: ignore[attr-defined]
    np.testing.assert_allclose(scores, seen.output.z, rtol=1e-13, atol=1e-14)
    check = engine.gradient_check()  # type: ignore[attr-defined]
    found = check(network, parameters, inputs, labels)
    assert found.distance is not None
    assert found.distance < 1e-7


@pytest.mark.parametrize("name", INITIALISATIONS)
def test_an_initialisation_shrinks_with_the_inputs_if_at_all(name: str) -> None:
    one = INITIALISATIONS[name]
    assert one.name == name
    deviations = [one.deviation(inputs) for inputs in (1, 2, 16, 128)]
    assert all(math.isfinite(d) and d >= 0.0 for d in deviations)
    assert deviations == sorted(deviations, reverse=True)
