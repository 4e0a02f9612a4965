"""The gradient check of a network at a step."""

from __future__ import annotations

import math

import numpy as np
import pytest
from nets_in_code import network_run, network_scenario

from tuiopt.labs.network.solve.gradient_check import BUGS, Report, checked, verdict
from tuiopt.labs.network.solve.training import train
from tuiopt.labs.network.solve.view import view
from tuiopt_kernels import interpreted

CHECK = interpreted.gradient_check()


def report(bug: str = "none", hidden: tuple[int, ...] = (3, 2), **settings: object) -> Report:
    scenario = network_scenario(
        network_run(hidden=hidden, batch_size=8, **settings),  # type: ignore[arg-type]
        epochs=1,
    )
    return checked(CHECK, view(train(scenario).runs[0], 3, training=True, size=None), bug)


def test_backward_is_right() -> None:
    found = report(activation="tanh", l2=0.1, keep_prob=0.8)
    assert found.distance is not None
    assert found.distance < 1e-7
    assert verdict(found.distance).startswith("great")
    assert all(part.distance is not None and part.distance < 1e-7 for part in found.parts)


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug != "none"])
def test_a_bug_is_found(bug: str) -> None:
    found = report(bug, activation="tanh")
    assert found.distance is not None
    assert found.distance > 1e-3
    assert verdict(found.distance).startswith("bad")


def test_the_entries_are_all_parameters_those_that_differ_most_first() -> None:
    found = report("wrong-sign", activation="sigmoid")
    names = [entry.name for entry in found.entries]
    assert len(set(names)) == len(names) == sum(part.parameters for part in found.parts)
    assert {"W1[2,3]", "gamma1[3]", "beta2[2]", "W3[2,2]", "b3[1]"} <= set(names)
    apart = [abs(entry.quotient - entry.dtheta) for entry in found.entries]
    assert apart == sorted(apart, reverse=True)
    assert found.entries[0].name.startswith(("b", "beta"))


def test_the_norms_are_those_of_the_entries() -> None:
    found = report(activation="tanh")
    for part in found.parts:
        numbers = [entry.dtheta for entry in found.entries if entry.layer == part.layer]
        assert math.hypot(*numbers) == pytest.approx(part.norm)


def test_frozen_layers_have_no_entries() -> None:
    found = report(activation="tanh", frozen=(1,))
    assert {entry.layer for entry in found.entries} == {2, 3}
    assert found.parts[0].distance is None
    assert verdict(None) == "too small to check"


def test_what_flips_a_relu_is_left_out_and_counted() -> None:
    """Without bias the unit's z is 0 for a sample at the origin: any ε flips it."""
    scenario = network_scenario(network_run(hidden=(2,), batch_norm=False, init="zeros"), epochs=1)
    found = checked(CHECK, view(train(scenario).runs[0], 0, training=True, size=2), "none")
    flipped = [entry.name for entry in found.entries if np.isnan(entry.quotient)]
    assert len(flipped) == found.parts[0].left_out == 6
    assert all(math.isnan(entry.quotient) for entry in found.entries[-6:])


@pytest.mark.parametrize(
    ("distance", "word"),
    [(9e-8, "great"), (1e-7, "acceptable"), (1e-5, "doubtful"), (1e-3, "bad"), (0.5, "bad")],
)
def test_the_courses_limits(distance: float, word: str) -> None:
    assert verdict(distance).startswith(word)


def test_of_a_large_network_some_parameters_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiopt.labs.network.solve.gradient_check.MOST_WORK", 0)
    monkeypatch.setattr("tuiopt.labs.network.solve.gradient_check.LEAST", 10)
    found = report(activation="tanh")
    assert sum(part.checked for part in found.parts) == len(found.entries) == 10
    assert all(part.checked for part in found.parts), "of every layer"
    assert found.distance is not None
    assert found.distance < 1e-7
    assert sum(part.parameters for part in found.parts) > 10


@pytest.mark.parametrize(("bug", "small"), [("none", 3), ("wrong-sign", 0)])
def test_a_gradient_that_is_lost_in_rounding_is_too_small_to_check(bug: str, small: int) -> None:
    """Small weights make a tiny gradient in the first of many layers; a bug in it is still seen."""
    scenario = network_scenario(
        network_run(
            hidden=(4,) * 5, batch_norm=False, activation="tanh", init="normal", init_scale=0.5
        ),
        epochs=1,
    )
    found = checked(CHECK, view(train(scenario).runs[0], 0, training=True, size=None), bug)
    assert 1e-12 < found.parts[0].norm < 1e-6
    assert [part.distance is None for part in found.parts].count(True) >= small
    assert all(part.distance is None or part.distance < 1e-3 for part in found.parts) == (
        bug == "none"
    )


@pytest.mark.parametrize(("bug", "read"), [("none", "too small"), ("wrong-sign", "bad")])
def test_all_of_a_gradient_may_be_lost_in_rounding(bug: str, read: str) -> None:
    settings = {"batch_norm": False, "activation": "tanh", "init": "normal", "init_scale": 0.02}
    found = report(bug, (4, 4, 4), **settings, frozen=(3, 4))
    norm = math.hypot(*(part.norm for part in found.parts))
    assert 1e-9 < norm < 1e-3
    assert verdict(found.distance).startswith(read)


def test_it_stops_before_the_next_loss_when_nobody_wants_it() -> None:
    asked = []

    def enough() -> bool:
        asked.append(None)
        return len(asked) == 3

    scenario = network_scenario(network_run(hidden=(3,)), epochs=1)
    seen = view(train(scenario).runs[0], 0, training=True, size=None)
    assert checked(CHECK, seen, "none", enough) is None
    assert len(asked) == 3
