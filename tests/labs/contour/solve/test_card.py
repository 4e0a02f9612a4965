"""A step, worked line by line: the trace's own numbers, and arithmetic that leads to them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from races import scenario, scheduled, setup

from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.labs.contour.solve.card import card, lines
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt_kernels.expression import evaluate, is_quantity, names, parse
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Line

STEPS = (1, 2, 3, 18, 60)
PROBLEM = scenario(setup()).problem


def setups() -> Iterator[ContourRun]:
    for name, optimizer in OPTIMIZERS.items():
        for corrected in (False, True) if optimizer.bias_correction is not None else (False,):
            for l2 in (0.0, 0.1):
                label = f"{name}{'-corrected' if corrected else ''}{'-l2' if l2 else ''}"
                run = setup(name, 0.05, l2=l2, label=label)
                yield replace(run, bias_correction=corrected)


SETUPS = list(setups())


def solved(run: ContourRun, noise: float = 0.0) -> ContourRunTrace:
    return solve(scenario(run, steps=60, noise=noise)).runs[0]


def made_of(*own: str) -> ContourRunTrace:
    """A run of gradient descent whose card has other lines."""
    gd = OPTIMIZERS["gd"]
    numbered = tuple(Line(f"line{i}", text) for i, text in enumerate(own))
    run = solved(setup("gd"))
    return replace(run, setup=replace(run.setup, optimizer=replace(gd, card=(*numbered, *gd.card))))


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("run", SETUPS, ids=lambda run: run.label)
def test_every_line_leads_from_its_operands_to_the_recorded_result(
    run: ContourRun, noise: float
) -> None:
    trace = solved(run, noise)
    for step in STEPS:
        worked, _ = card(PROBLEM, trace, step)
        assert len(worked) == lines(trace)
        for line in worked:
            for operands, result in zip(line.operands, line.result, strict=True):
                assert operands.keys() == names(line.expression)
                assert evaluate(line.expression, operands) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize("run", SETUPS, ids=lambda run: run.label)
def test_results_are_the_recorded_numbers_to_the_bit(run: ContourRun) -> None:
    trace = solved(run)
    recorded = ("update", *run.optimizer.slots, *run.optimizer.shown_with(run.bias_correction))
    for step in STEPS:
        worked = {line.name: line for line in card(PROBLEM, trace, step)[0]}
        assert next(iter(worked)) == "g"
        assert list(worked)[-1] == "x"
        for name in recorded:
            row = tuple(trace.column(f"{name}_{axis}")[step] for axis in "xy")
            assert worked[name].result == row
        assert worked["x"].result == (trace.column("x")[step], trace.column("y")[step])
        for axis in (0, 1):
            gradient = trace.column(f"grad_{'xy'[axis]}")[step]
            before = trace.column("xy"[axis])[step - 1]
            assert worked["g"].operands[axis]["gradient"] == gradient
            assert worked["g"].result[axis] == pytest.approx(gradient + run.l2 * before, rel=1e-15)
            assert worked["x"].operands[axis]["x"] == before


def test_a_slot_on_the_right_is_the_one_before_the_step_until_its_line() -> None:
    trace = solved(setup("adam", 0.3))
    worked = {line.name: line for line in card(PROBLEM, trace, 18)[0]}
    assert worked["v"].operands[0]["v"] == trace.column("v_x")[17]
    assert worked["v_hat"].operands[0]["v"] == trace.column("v_x")[18]
    first = {line.name: line for line in card(PROBLEM, trace, 1)[0]}
    assert [operands["v"] for operands in first["v"].operands] == [0.0, 0.0]


def test_a_learning_rate_that_a_schedule_made_is_nobodys_choice() -> None:
    run = solved(setup("gd", 0.1))
    assert card(PROBLEM, run, 3)[0][1].chosen == {"alpha", "l2"}
    falling = solved(scheduled(setup("gd", 0.1), "cosine"))
    assert card(PROBLEM, falling, 1)[0][1].operands[0]["alpha"] == 0.1
    assert card(PROBLEM, falling, 1)[0][1].chosen == {"l2"}
    assert card(PROBLEM, falling, 31)[0][1].chosen == {"l2"}
    assert card(PROBLEM, falling, 31)[0][1].operands[0]["alpha"] == pytest.approx(0.05)


def test_the_effective_rate_is_worked_with_the_numbers_of_its_step() -> None:
    run = solved(setup("adam", 0.3))
    _, rate = card(PROBLEM, run, 18)
    assert rate is not None
    expected = [0.3 / (np.sqrt(run.column(f"s_hat_{axis}")[18]) + 1e-8) for axis in "xy"]
    assert rate.result == pytest.approx(expected, rel=1e-15)
    nameless = replace(run.setup, optimizer=replace(run.setup.optimizer, rate=()))
    assert card(PROBLEM, replace(run, setup=nameless), 18)[1] is None


def test_a_rule_that_does_not_tell_its_arithmetic_has_its_results_alone() -> None:
    told = solved(setup("adam", 0.3))
    setup_ = replace(told.setup, optimizer=replace(told.setup.optimizer, card=()))
    worked = {line.name: line for line in card(PROBLEM, replace(told, setup=setup_), 18)[0]}
    assert list(worked) == ["g", "v", "s", "v_hat", "s_hat", "update", "x"]
    expected = {line.name: line.result for line in card(PROBLEM, told, 18)[0]}
    assert {name: line.result for name, line in worked.items()} == expected
    assert is_quantity(worked["update"].expression)


def test_lines_of_rules_to_come() -> None:
    run = made_of(
        "max(0.999*g, abs(g) + 1e-8)",
        "sign(line0) - sign(-line0) + sign(0)",
        "min(1, 2, 3)",
        "sqrt(t**2)",
        "1 if t > 5 else 2 if t > 2 else 3",
    )
    g = float(run.column("grad_x")[4])
    results = [line.result[0] for line in card(PROBLEM, run, 4)[0][1:-2]]
    assert results == [max(0.999 * g, abs(g) + 1e-8), 2.0, 1.0, 4.0, 2.0]


@pytest.mark.parametrize(
    "text",
    [
        "x.real",
        "open('x')",
        "__import__('os')",
        "(lambda: 1)()",
        "g if g else x",
        "[x]",
        "x == g",
        "x // g",
        "+x",
        "sqrt(x=g)",
        "sqrt(*x)",
        "True",
        "1j",
        "'x'",
        "x :=",
        "",
    ],
)
def test_what_is_no_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^step card: "):
        card(PROBLEM, made_of(text), 1)


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'velocity' is none of .*alpha.*\bx\b"):
        card(PROBLEM, made_of("velocity*2"), 1)
    with pytest.raises(ValueError, match="'line1' is none of"):
        card(PROBLEM, made_of("line1 + 1", "2"), 1)


def test_arithmetic_never_fails_on_numbers() -> None:
    values = {"a": 1e200, "b": 0.0, "c": -4.0}
    assert evaluate(parse("a**2"), values) == math.inf
    assert evaluate(parse("c/b"), values) == -math.inf
    assert math.isnan(evaluate(parse("b/b"), values))
    assert math.isnan(evaluate(parse("sqrt(c)"), values))
    assert math.isnan(evaluate(parse("c**0.5"), values))


def test_names_are_those_of_numbers() -> None:
    assert names(parse("max(a, sqrt(b)) if c > 1 else -d**2")) == {"a", "b", "c", "d"}
    assert is_quantity(parse("alpha"))
    assert is_quantity(parse("a if b > c else 0 if b < c else 1"))
    assert not is_quantity(parse("-alpha"))
    assert not is_quantity(parse("a if b > c else -a"))
