"""A run's learning-rate schedule: what a file may say of it, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.scenario import format as file_format
from tuiopt.scenario import runs
from tuiopt.scenario.load import parse
from tuiopt.scenario.model import Scheduling
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.schedules import SCHEDULES

Refusals = Callable[[str], list[str]]


def with_schedule(valid: str, written: str) -> str:
    """The first run has this schedule, in line 12 of a file of 100 steps."""
    return valid.replace("learning_rate = 0.1", f"schedule = {written}")


def first_run(text: str) -> ContourRun:
    return parse(text.encode(), "f", "f").runs[0]


@pytest.mark.parametrize("kind", [kind for kind in SCHEDULES if kind != "constant"])
def test_every_kind_may_be_named_and_has_its_defaults(kind: str, valid: str) -> None:
    schedule = SCHEDULES[kind]
    found = first_run(with_schedule(valid, f"{{ kind = '{kind}' }}")).scheduling
    assert found == Scheduling(schedule, tuple(hyper.default for hyper in schedule.hyper), 1)
    assert all(type(value) is float for value in found.hyper)


def test_what_is_set_is_taken(valid: str) -> None:
    run = first_run(with_schedule(valid, "{ kind = 'staircase', factor = 1, every = 3 }"))
    assert run.scheduling == Scheduling(SCHEDULES["staircase"], (1.0, 3.0), 1)


def test_no_schedule_and_the_constant_one_are_the_same(valid: str) -> None:
    constant = with_schedule(valid, "{ kind = 'constant' }\nlearning_rate = 0.1")
    assert first_run(constant) == first_run(valid)
    assert first_run(valid).scheduling is None


def test_steps_per_epoch_is_the_races_unless_a_run_has_its_own(valid: str) -> None:
    text = with_schedule(valid, "{ kind = 'exponential' }")
    text = text.replace("steps = 100", "steps = 100\nsteps_per_epoch = 4")
    found = first_run(text).scheduling
    assert found is not None
    assert found.steps_per_epoch == 4
    found = first_run(text.replace("[[runs]]", "[[runs]]\nsteps_per_epoch = 7", 1)).scheduling
    assert found is not None
    assert found.steps_per_epoch == 7


@pytest.mark.parametrize(
    ("written", "messages"),
    [
        (
            '{ kind = "cosin" }',
            ['12: runs[1].schedule.kind: unknown kind "cosin"; did you mean "cosine"? known: '],
        ),
        ('{ kind = "nothing like it" }', ["12: runs[1].schedule.kind: unknown kind"]),
        ("{ kind = 3 }", ["12: runs[1].schedule.kind: expected text, found 3"]),
        ("{ base = 0.9 }", ["12: runs[1].schedule.kind: missing; expected text"]),
        (
            '"cosine"',
            ['12: runs[1].schedule: expected a table { kind = ... }, found "cosine" (a string)'],
        ),
        (
            '{ kind = "inverse-time", every = 3 }',
            ["12: runs[1].schedule.every: belongs to staircase; inverse-time takes decay_rate"],
        ),
        (
            '{ kind = "cosine", c = 3 }',
            [
                "12: runs[1].schedule.c: belongs to inverse-sqrt, inverse-sqrt-step; "
                "cosine takes none"
            ],
        ),
        (
            '{ kind = "staircase", facto = 1 }',
            ['12: runs[1].schedule.facto: unknown key; did you mean "factor"? allowed here: kind'],
        ),
        (
            '{ kind = "inverse-time", decay_rate = -1 }',
            ["12: runs[1].schedule.decay_rate: expected a finite number ≥ 0, found -1"],
        ),
        (
            '{ kind = "exponential", base = 0 }',
            ["12: runs[1].schedule.base: expected a finite number in (0, 1], found 0"],
        ),
        (
            '{ kind = "inverse-sqrt", c = nan }',
            ["12: runs[1].schedule.c: expected a finite number > 0, found nan"],
        ),
        (
            '{ kind = "staircase", factor = 1.01, every = 2.0 }',
            [
                "12: runs[1].schedule.factor: expected a finite number in (0, 1], found 1.01",
                "12: runs[1].schedule.every: expected a whole number from 1 to 1000000, found 2.0",
            ],
        ),
        (
            '{ kind = "warmup-cosine", warmup = -1 }',
            ["12: runs[1].schedule.warmup: expected a whole number from 0 to 1000000, found -1"],
        ),
        (
            '{ kind = "warmup-cosine", warmup = 100 }',
            [
                "12: runs[1].schedule.warmup: expected "
                "a whole number from 0 to 99, below the steps, found 100"
            ],
        ),
        (
            '{ kind = "cosine" }\nsteps_per_epoch = 0',
            ["13: runs[1].steps_per_epoch: expected a whole number from 1 to 1000000, found 0"],
        ),
    ],
)
def test_a_faulty_schedule_is_refused_with_what_is_due(
    written: str, messages: list[str], valid: str, refusals: Refusals
) -> None:
    found = refusals(with_schedule(valid, written))
    assert len(found) == len(messages)
    assert all(one.startswith(message) for one, message in zip(found, messages, strict=True))


def test_a_warmup_may_end_one_step_before_the_last(valid: str) -> None:
    run = first_run(with_schedule(valid, '{ kind = "warmup-cosine", warmup = 99 }'))
    assert run.scheduling is not None
    assert run.scheduling.hyper == (99.0,)


def test_a_warmup_is_not_measured_by_faulty_steps(valid: str, refusals: Refusals) -> None:
    text = with_schedule(valid, '{ kind = "warmup-cosine", warmup = 400 }')
    (message,) = refusals(text.replace("steps = 100", "steps = 0"))
    assert message.startswith("8: play.steps: ")


@pytest.mark.parametrize("kind", ["inverse-time", "constant"])
def test_an_optimizer_whose_learning_rate_is_a_start_takes_no_schedule(
    kind: str, valid: str, refusals: Refusals, monkeypatch: pytest.MonkeyPatch
) -> None:
    stepwise = {**OPTIMIZERS, "gd": replace(OPTIMIZERS["gd"], scheduled=False)}
    for module in (runs, file_format):
        monkeypatch.setattr(module, "OPTIMIZERS", stepwise)
    assert refusals(with_schedule(valid, f'{{ kind = "{kind}" }}')) == [
        "12: runs[1].schedule: gd takes learning_rate as its first step size only"
    ]
