"""The bundled scenarios: their form, and that what they say is what happens."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import import_module

import pytest
from claim import Claim, Moment
from network_moment import NetworkMoment
from numbers_in_text import all_written_so, numbers, written_so

from tuiopt.app.draw.text import wrap
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import train
from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.load import load
from tuiopt.scenario.model import Scenario

PATHS = bundled()
EVERY = pytest.mark.parametrize("name", PATHS)

TITLE = 45
SAY = 140
COLUMNS = 70
"""Where text stands on a screen of 80 columns, in two rows."""
LABEL = 14
"""Characters of a label beside which the status has room at 120 columns."""


@cache
def scenario(name: str) -> Scenario:
    return load(PATHS[name])


@cache
def trace(name: str) -> ContourTrace | NetworkTrace:
    lesson = scenario(name)
    if isinstance(lesson, NetworkScenario):
        return train(lesson)
    assert isinstance(lesson, ContourScenario)
    return solve(lesson)


def moment(name: str, step: int) -> Moment | NetworkMoment:
    done = trace(name)
    if isinstance(done, NetworkTrace):
        return NetworkMoment(done, step)
    return Moment(done, step)


def claims(name: str) -> tuple[Claim, ...]:
    table: tuple[Claim, ...] = import_module(f"claims.{name.replace('-', '_')}").CLAIMS
    return table


def texts(name: str) -> list[tuple[int, str]]:
    """Whatever is read of a scenario, with the step at which it is read."""
    lesson = scenario(name)
    cues = [(cue.step, cue.say) for cue in lesson.cues]
    return [(0, lesson.title), (0, lesson.description), *cues]


EVERY_CLAIM = pytest.mark.parametrize(
    ("name", "claim"),
    [
        pytest.param(name, claim, id=f"{name}: {claim.quote}")
        for name in PATHS
        for claim in claims(name)
    ],
)


def test_titles_are_unique() -> None:
    counts = Counter(scenario(name).title for name in PATHS)
    assert counts.most_common(1)[0][1] == 1


@EVERY
def test_a_lesson_is_complete(name: str) -> None:
    lesson = scenario(name)
    assert 0 < len(lesson.title) <= TITLE
    assert lesson.description
    assert lesson.chapter
    assert len(lesson.cues) >= 3
    assert any(cue.pause for cue in lesson.cues)
    assert len({cue.step for cue in lesson.cues}) == len(lesson.cues), "a cue hides another"
    assert all(0 < len(cue.say) <= SAY for cue in lesson.cues)


@EVERY
def test_texts_fit_two_rows(name: str) -> None:
    for _, text in texts(name):
        assert len(wrap(text, COLUMNS, rows=3)) <= 2, text


@EVERY
def test_labels_are_short_and_name_true_settings(name: str) -> None:
    now = moment(name, 0)
    for label in now.labels:
        assert len(label) <= LABEL
        for _, written in numbers(label):
            assert any(written_so(written, setting) for setting in now.settings(label))


@pytest.mark.parametrize(
    "name", [name for name in PATHS if isinstance(scenario(name), ContourScenario)]
)
def test_a_view_holds_every_start(name: str) -> None:
    lesson = scenario(name)
    assert isinstance(lesson, ContourScenario)
    for run in lesson.runs:
        for at, (low, high) in zip(run.start, lesson.problem.view, strict=True):
            assert low < at < high


@EVERY
def test_every_number_of_a_text_is_claimed(name: str) -> None:
    for _, text in texts(name):
        claimed = {
            (text.index(claim.quote) + place, written)
            for claim in claims(name)
            if claim.quote in text
            for place, written in numbers(claim.quote)
        }
        assert set(numbers(text)) <= claimed, text


@EVERY
def test_every_cue_is_claimed(name: str) -> None:
    for cue in scenario(name).cues:
        assert any(claim.quote in cue.say for claim in claims(name)), cue.say


@EVERY_CLAIM
def test_a_claim_is_what_happens(name: str, claim: Claim) -> None:
    steps = [step for step, text in texts(name) if claim.quote in text]
    assert len(steps) == 1, "quoted in one text"
    now = moment(name, steps[0])
    values = claim.numbers(now)
    assert all_written_so(claim.quote, values), f"the race gives {tuple(values)}"
    assert claim.holds(now)


def test_the_race_is_the_one_that_opens_without_a_scenario() -> None:
    race = scenario("race")
    assert isinstance(race, ContourScenario)
    assert [run.optimizer.name for run in race.runs] == ["gd", "momentum", "rmsprop", "adam"]
    assert race.problem.surface.name == "ravine"
