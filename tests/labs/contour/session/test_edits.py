"""A start of one's own, and momentum in its two conventions."""

from __future__ import annotations

import numpy as np
import pytest
from races import scenario, scheduled, setup

from tuiopt.labs.contour.edits import other_convention, start_at
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.race import solve
from tuiopt.scenario.document import Document
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import parse, resolve
from tuiopt.session.edits import RefusedError

RACE = scenario(setup("gd"), setup("momentum", 0.1), setup("adam"), steps=20)
FILE = RACE.document

POLES = """\
format = 1
title = "Poles"
[problem]
formula = "1/x + log(x) + exp(y)"
domain = { x = [-2, 2], y = [-2, 2] }
start = [1, 1]
[[runs]]
optimizer = "gd"
"""


def race(document: Document) -> ContourScenario:
    made = resolve(document)
    assert isinstance(made, ContourScenario)
    return made


def other(document: Document, selected: int) -> Document:
    return other_convention(document, selected, [run.label for run in race(document).runs])


def labels(document: Document) -> list[str]:
    return [run.label for run in race(document).runs]


def refusal(document: Document) -> str:
    with pytest.raises(ScenarioError) as raised:
        resolve(document)
    (fault,) = raised.value.faults
    return f"{fault.key}: {fault.message}"


def test_every_run_starts_at_the_chosen_point() -> None:
    elsewhere = FILE.put(("runs", 1, "start"), [1.0, 1.0])
    trace = solve(race(start_at(elsewhere, (3.0, -1.0))))
    for run in trace.runs:
        assert run.rows[0, 1:3].tolist() == [3.0, -1.0]
    assert trace.scenario.problem.start == (3.0, -1.0)


@pytest.mark.parametrize("point", [(0.0, 1.0), (-1.0, 1.0), (1.0, 800.0)])
def test_a_start_at_a_pole_of_a_formula_is_refused(point: tuple[float, float]) -> None:
    """Where Python would divide by 0, take a logarithm that there is not, or overflow."""
    poles = parse(POLES.encode(), "f", "f").document
    assert "expected a point where formula is finite" in refusal(start_at(poles, point))


def test_the_other_convention_joins_and_leaves() -> None:
    both = other(FILE, 1)
    assert labels(both) == [*labels(FILE), "momentum no (1−β)"]
    made = race(both).runs[3]
    assert (made.optimizer.name, made.learning_rate, made.hyper) == ("heavy-ball", 0.1, (0.9,))
    assert other(both, 1) == FILE
    assert other(both, 3) == FILE


def test_a_label_as_long_as_may_be_is_cut_for_the_other_convention() -> None:
    long = FILE.put(("runs", 1, "label"), "x" * 40)
    both = other(long, 1)
    assert labels(both)[3] == "x" * 31 + " no (1−β)"
    assert other(both, 1) == long
    assert other(both, 3) == long


def test_without_the_factor_the_steps_are_those_of_a_larger_learning_rate() -> None:
    both = other(FILE, 1).put(("runs", 1, "learning_rate"), 0.1 / (1 - 0.9))
    runs = solve(race(both)).runs
    with_factor, without = (run.rows[:, 1:3] for run in (runs[1], runs[3]))
    np.testing.assert_allclose(with_factor, without, rtol=1e-9, atol=1e-12)


def test_the_other_convention_keeps_the_schedule() -> None:
    falling = scenario(scheduled(setup("momentum", 0.1), "cosine"), steps=20)
    both = other(falling.document, 0)
    made = race(both)
    assert made.runs[1].scheduling == falling.runs[0].scheduling
    with_factor, without = (run.column("learning_rate")[1:] for run in solve(made).runs)
    np.testing.assert_array_equal(with_factor, without)
    assert race(other(both, 1)).runs == falling.runs


def test_another_start_keeps_the_schedule() -> None:
    falling = scenario(scheduled(setup("gd"), "exponential"))
    moved = race(start_at(falling.document, (1.0, 1.0)))
    assert moved.runs[0].scheduling == falling.runs[0].scheduling


def test_a_heavy_ball_gets_the_form_with_the_factor() -> None:
    made = race(other(scenario(setup("heavy-ball"), steps=20).document, 0)).runs[1]
    assert (made.optimizer.name, made.label) == ("momentum", "heavy-ball (1−β)")


def test_what_has_no_other_convention_is_refused() -> None:
    with pytest.raises(RefusedError, match="momentum and heavy-ball"):
        other(FILE, 0)
    with pytest.raises(RefusedError, match="bias correction"):
        other(FILE.put(("runs", 1, "bias_correction"), True), 1)


def test_where_there_is_no_room_for_a_run_the_file_s_own_words_say_so() -> None:
    momentum = FILE.at(("runs", 1))
    full = FILE.put(("runs",), [momentum] * 8)
    assert refusal(other(full, 0)) == "runs[9]: at most 8 are allowed"
    long = FILE.put(("runs",), [momentum] * 4).put(("play", "steps"), 1_000_000)
    assert "at most 4000000 are allowed" in refusal(other(long, 0))


def test_the_same_place_in_the_changed_race() -> None:
    session = ContourSession.begin(solve(RACE)).pick(1).go_to(7).hide(2)
    both = session.edited(solve(race(other(FILE, 1))))
    assert (both.cursor, both.selected, both.hidden) == (7, 1, {2})
    back = both.pick(3).hide(3).edited(solve(RACE))
    assert (back.cursor, back.selected, back.hidden) == (7, 0, {2})
