"""What the step card tells of a learning rate that a schedule made."""

from __future__ import annotations

import re
from math import cos, floor, pi, sqrt

import pytest
from races import scenario, scheduled, setup
from rich.cells import cell_len
from test_card_widget import LETTERS, LOOK, rows, text

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.schedule import in_numbers, in_symbols, told
from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.numbers import number
from tuiopt_kernels.schedules import SCHEDULES

STEPS = 60
KINDS = [kind for kind in SCHEDULES if kind != "constant"]


def run_of(kind: str, each: int = 1) -> ContourRun:
    hyper = {"warmup": 9.0} if kind == "warmup-cosine" else {}
    return scheduled(setup("momentum", 0.2, label="M"), kind, each, **hyper)


def race(kind: str, each: int = 1) -> ContourTrace:
    return solve(scenario(run_of(kind, each), steps=STEPS))


def shown(
    trace: ContourTrace, width: int, look: Look = LOOK, height: int = 20, **at: int
) -> list[str]:
    return text(rows(width, height, trace=trace, look=look, **at))


def value(written: str) -> float:
    """What a formula with its numbers comes to, read as a person would."""
    arithmetic = re.sub(r"√\(?([\d.]+)\)?", r"sqrt(\1)", written)
    for sign, meant in {"·": "*", "−": "-", "^": "**", "⌊": "floor(", "⌋": ")", "π": "pi"}.items():
        arithmetic = arithmetic.replace(sign, meant)
    known = {"__builtins__": {}, "sqrt": sqrt, "floor": floor, "cos": cos, "pi": pi}
    return float(eval(arithmetic, known))


def test_the_row_says_where_alpha_comes_from() -> None:
    trace = race("inverse-time")
    assert shown(trace, 72, cursor=18)[:3] == [
        "◆ M, step 18 ────────────────── α_t 0.01053   β 0.9   no bias correction",
        "  α α0/(1+r·k)                                    0.2/(1+1·18) = 0.01053",
        "                                            x                          y",
    ]
    assert shown(trace, 50, cursor=18)[1] == "  α α0/(1+r·k)              0.2/(1+1·18) = 0.01053"
    assert shown(trace, 28, cursor=18)[1] == " α    0.2/(1+1·18) = 0.01053"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("each", [1, 5])
def test_what_is_printed_comes_to_what_is_printed(kind: str, each: int) -> None:
    trace = race(kind, each)
    recorded = trace.runs[0].column("learning_rate")
    for step in (1, 2, 9, 10, 18, STEPS):
        row = shown(trace, 84, cursor=step)[1]
        written, result = row.split("  ")[-1].split(" = ")
        assert number(value(written)) == result == number(float(recorded[step]))
        assert shown(trace, 84, cursor=step)[0].count(f"α_t {result}") == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("look", [LOOK, LETTERS])
def test_the_row_fits_or_is_left_out_whole(kind: str, look: Look) -> None:
    trace = race(kind)
    for step in (1, 18, STEPS):
        result = look.text(number(float(trace.runs[0].column("learning_rate")[step])))
        for width in (26, 28, 40, 50, 72, 84):
            strips = rows(width, 20, trace=trace, look=look, cursor=step)
            assert all(cell_len(strip.text) == width for strip in strips)
            row = strips[1].text.rstrip()
            assert row.endswith((f" = {result}", f"={result}")) or row.split() == ["x", "y"]
            if look is LETTERS:
                assert all(strip.text.isascii() for strip in strips)
                assert "?" not in "".join(strip.text for strip in strips)


def test_the_next_steps_rate_is_not_told_before() -> None:
    shown_now = shown(race("cosine"), 72, cursor=0)
    assert shown_now[0].startswith("◆ M, next: step 1 ─")
    assert "α0 0.2" in shown_now[0]
    assert shown_now[1].split() == ["α", "α0·(1+cos(π·(t−1)/T))/2", "?"]


def test_a_step_that_is_gone_through_has_its_rate_from_the_first_line_on() -> None:
    trace = race("inverse-time")
    for inside in (1, 2, 3):
        assert shown(trace, 72, cursor=17, inside=inside)[1].endswith("0.2/(1+1·18) = 0.01053")


def test_a_narrow_card_closes_the_row_up_before_it_leaves_it_out() -> None:
    run = scheduled(setup("gd", 0.2, label="M"), "inverse-time", decay_rate=0.05)
    trace = solve(scenario(run, steps=200))
    assert shown(trace, 28, cursor=100)[1] == " α  0.2/(1+0.05·100)=0.03333"
    assert shown(trace, 26, cursor=100)[1].split() == ["x", "y"]


def test_a_run_without_a_schedule_has_no_such_row() -> None:
    run = setup("momentum", 0.2, label="M")
    trace = solve(scenario(run, steps=STEPS))
    assert shown(trace, 72, cursor=18)[1].split() == ["x", "y"]
    assert (in_symbols(run, 9, 1), in_numbers(run, 9, 1), told(run, 9)) == ("", "", [])


def test_no_line_of_the_rule_gives_way_to_it() -> None:
    trace = race("inverse-time")
    assert len(shown(trace, 28, height=6, cursor=18)) == 6
    assert not any("=" in row for row in shown(trace, 28, height=6, cursor=18))
    assert [row[1:2] for row in shown(trace, 28, height=6, cursor=18)[2:]] == ["g", "v", "Δ", "x"]


def test_the_remarks_tell_the_schedule_and_its_epochs() -> None:
    told_of = " ".join(" ".join(shown(race("staircase", 5), 72, height=40, cursor=18)).split())
    assert "Staircase: α_t = α0·q^⌊(k−1)/n⌋, k the epoch. An epoch is 5 steps." in told_of


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("inverse-time", "α 0.2/(1+k)"),
        ("exponential", "α 0.2·0.95^k"),
        ("inverse-sqrt", "α 0.2/√k"),
        ("inverse-sqrt-step", "α 0.2/√t"),
        ("staircase", "α 0.2·0.5^⌊(k−1)/10⌋"),
        ("cosine", "cosine"),
        ("warmup-cosine", "warmup-cosine"),
    ],
)
def test_a_schedule_in_a_word_or_two(kind: str, words: str) -> None:
    assert told(run_of(kind), STEPS) == [words]


def test_ones_are_left_out_only_where_they_are_factors() -> None:
    run = scheduled(setup("gd", 0.1), "inverse-time", decay_rate=0.1)
    assert told(run, STEPS) == ["α 0.1/(1+0.1·k)"]
    assert told(scheduled(setup("gd", 1.0), "exponential", base=0.1), STEPS) == ["α 0.1^k"]
    assert in_numbers(run, STEPS, 3) == "0.1/(1+0.1·3)"
    tiny = scheduled(setup("gd", 1e-8), "exponential", base=0.5)
    assert in_numbers(tiny, STEPS, 3) == "(1e−8)·0.5^3"
