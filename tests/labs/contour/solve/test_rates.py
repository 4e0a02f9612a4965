"""Learning rates that a schedule changes: what a run takes, records and tells of them."""

from __future__ import annotations

import numpy as np
import pytest
from races import scenario, scheduled, setup

from tuiopt.labs.contour.solve import race
from tuiopt.labs.contour.solve.card import card, steady_rate
from tuiopt.labs.contour.solve.race import Race, solve
from tuiopt.labs.contour.solve.standing import learning_rate
from tuiopt.solving.rates import rates, worked
from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.drivers import Array
from tuiopt_kernels.expression import evaluate, names
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.schedules import SCHEDULES

STEPS = 200
KINDS = [kind for kind in SCHEDULES if kind != "constant"]


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize("each", [1, 7])
def test_the_expression_of_every_step_gives_its_rate(kind: str, each: int) -> None:
    hyper = {"warmup": 9.0} if kind == "warmup-cosine" else {}
    run = scheduled(setup("gd", 0.3), kind, each, **hyper)
    for step, alpha in enumerate(rates(run, STEPS), start=1):
        found = worked(run, STEPS, step)
        assert found is not None
        expression, values = found
        assert names(expression) <= values.keys()
        assert evaluate(expression, values) == pytest.approx(alpha, rel=1e-12, abs=1e-17)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("optimizer", [o for o, spec in OPTIMIZERS.items() if spec.scheduled])
def test_every_step_takes_its_own_rate_and_records_it(optimizer: str, kind: str) -> None:
    run = scheduled(setup(optimizer, 0.05), kind)
    made = scenario(run, steps=30, noise=0.1)
    (trace,) = solve(made).runs
    np.testing.assert_array_equal(trace.column("learning_rate")[1:], rates(run, 30))
    for step in (1, 2, 30):
        update = next(line for line in card(made.problem, trace, step)[0] if line.name == "update")
        for operands, result in zip(update.operands, update.result, strict=True):
            assert evaluate(update.expression, operands) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_pieces_of_any_size_and_both_engines_give_the_same_bits(kind: str, noise: float) -> None:
    made = scenario(scheduled(setup("momentum"), kind, 3), steps=50, noise=noise)
    (whole,) = solve(made).runs
    for engine in (interpreted.trajectory, compiled.trajectory):
        race = Race(made)
        for upto in (1, 2, 30, 31, 50):
            race.advance(engine, upto)
        np.testing.assert_array_equal(race.trace().runs[0].rows, whole.rows)


def test_a_single_row_is_fed_where_all_steps_are_alike() -> None:
    fed: list[tuple[int, ...]] = []

    def engine(*pair: object) -> object:
        loop = interpreted.trajectory(*pair)  # type: ignore[arg-type]

        def spy(state: Array, settings: Array, feed: Array, out: Array) -> int:
            fed.append(feed.shape)
            return loop(state, settings, feed, out)

        return spy

    falling = scheduled(setup("gd"), "cosine")
    for made in (
        scenario(setup("gd"), steps=20),
        scenario(falling, steps=20),
        scenario(setup("gd"), steps=20, noise=0.1),
        scenario(falling, steps=20, noise=0.1),
    ):
        Race(made).advance(engine, 15)  # type: ignore[arg-type]
    assert fed == [(1, 3), (15, 3), (15, 3), (15, 3)]


def test_a_schedule_of_all_steps_is_the_same_for_a_race_under_way() -> None:
    """T is the race's length, not how far it has got."""
    race = Race(scenario(scheduled(setup("gd"), "cosine"), steps=100))
    race.advance(interpreted.trajectory, 51)
    assert race.trace().runs[0].column("learning_rate")[51] == pytest.approx(0.05)


def test_rates_that_are_shown_are_those_of_the_step() -> None:
    run = scheduled(setup("heavy-ball", 0.2), "inverse-time")
    (trace,) = solve(scenario(run, steps=5)).runs
    assert learning_rate(trace, 0) == 0.2
    assert learning_rate(trace, 4) == pytest.approx(0.04)
    assert steady_rate(trace, 4) == pytest.approx(0.04 / (1 - 0.9))


def test_a_constant_rate_is_kept_once() -> None:
    assert rates(setup("gd", 0.3), 1_000_000).tolist() == [0.3]
    assert worked(setup("gd", 0.3), 10, 1) is None


def test_a_rate_that_overflows_is_divergence() -> None:
    run = scheduled(setup("gd", 1e300), "inverse-sqrt", c=1e300)
    (trace,) = solve(scenario(run, steps=5)).runs
    assert trace.diverged is not None
    assert (trace.diverged.step, trace.last) == (1, 0)


def test_a_million_steps_are_solved_in_pieces() -> None:
    run = scheduled(setup("gd"), "exponential", base=0.99999)
    made = scenario(run, steps=2 * race.PIECE + 7)
    (trace,) = solve(made).runs
    np.testing.assert_array_equal(trace.column("learning_rate")[1:], rates(run, made.steps))
