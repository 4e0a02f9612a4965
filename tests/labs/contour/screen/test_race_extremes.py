"""The race screen where something is at an end: of a number, an axis, a trace, the runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from piloted import Started, text
from races import scenario, setup
from racing import LARGE, RACING, part, screen, session

from tuiopt.app.widgets.axes import GUTTER
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import Race, solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt_kernels import interpreted
from tuiopt_kernels.spec import Floats


def partly(made: ContourScenario, steps: int) -> ContourTrace:
    race = Race(made)
    race.advance(interpreted.trajectory, steps)
    return race.trace()


# Numbers

LABELS = ["1.0", "0.5", "0", "−0.5", "−1.0"]


def minute(x: float, y: float, params: Floats) -> float:
    return 5e-324 * (x * x + y * y) / (1.0 + x * x + y * y)


def minute_gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 0.0 * x, 0.0 * y


async def test_a_loss_between_0_and_the_smallest_number(started: Started) -> None:
    made = scenario(setup("gd", 0.5, start=(0.1, 0.0)), setup("adam", 0.3), surface="bowl")
    surface = replace(made.problem.surface, value=minute, gradient=minute_gradient)
    made = replace(made, problem=replace(made.problem, surface=surface))
    async with started(made, size=LARGE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "4.94e−324" in "\n".join(part(pilot, "runs"))
        rows = part(pilot, "loss")
        assert "linear scale" in rows[0]
        labels = [row[:7].strip() for row in rows[1:-1] if row[:7].strip()]
        assert labels == ["5e−324", "0"]


@pytest.mark.parametrize(
    ("surface", "start"), [("bowl", (0.0, 0.0)), ("saddle", (0.0, 0.0)), ("himmelblau", (3.0, 2.0))]
)
async def test_a_loss_that_never_changes_is_in_the_middle_of_its_axis(
    started: Started, surface: str, start: tuple[float, float]
) -> None:
    still = scenario(setup("gd", 0.1, start=start, label="still"), surface=surface, steps=60)
    async with started(still, size=LARGE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        rows = part(pilot, "loss")[1:-1]
        assert [row[:7].strip() for row in rows if row[:7].strip()] == LABELS
        (end,) = (row for row in rows if "still" in row)
        assert end.split()[0] == "0"
        assert not part(pilot, "heading")[0].count("Δ"), "there is no step to show"


async def test_a_diverged_run_stays_where_it_was_last(started: Started) -> None:
    made = scenario(setup("gd", 1e300, label="away"), setup("adam", 0.3, label="Adam"), steps=60)
    async with started(made, size=LARGE) as pilot:
        assert "✗" not in "\n".join(text(pilot))
        await pilot.press("right")
        await pilot.pause()
        assert any("✗" in row for row in part(pilot, "map"))
        assert any("✗ at 1: |x| → ∞" in row for row in part(pilot, "runs"))
        assert any("✗ diverged at 1" in row for row in part(pilot, "loss"))
        assert any("Diverged at step 1: |x| → ∞." in row for row in part(pilot, "card"))
        await pilot.press("end", "left_square_bracket", "right_square_bracket", "home")
        await pilot.pause()
        assert "✗" not in "\n".join(text(pilot))


async def test_a_race_in_which_all_runs_diverge_at_once_goes_on_to_its_end(
    started: Started,
) -> None:
    made = scenario(setup("gd", 1e300), setup("momentum", 1e300), steps=60)
    async with started(made, size=LARGE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert session(pilot).cursor == 60
        assert sum("✗ at 1" in row for row in part(pilot, "runs")) == 2


# Axes


@pytest.mark.parametrize(
    ("keys", "across", "down"),
    [
        ([], ["−10", "−5", "0", "5", "10"], ["10", "5", "0", "−5", "−10"]),
        (["z"] * 6, ["−2", "−1", "0", "1", "2"], ["2", "1", "0", "−1", "−2"]),
        (["Z"] * 8 + ["D"] * 5, ["0", "20", "40", "60", "80", "100"], None),
    ],
    ids=["whole", "near", "far and moved"],
)
async def test_the_maps_axes_have_round_numbers_where_they_belong(
    started: Started, keys: list[str], across: list[str], down: list[str] | None
) -> None:
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        (left, right), (bottom, top) = session(pilot).view
        columns, rows = screen(pilot).cells
        (under,) = part(pilot, "axis-x")
        beside = [row.replace("─", "").strip() for row in part(pilot, "axis-y")]
        assert under.split() == across
        if down is not None:
            assert [label for label in beside if label] == down
        for label in under.split():
            middle = under.index(f" {label} "[: len(label) + 2].rstrip()) + 1 + len(label) / 2
            at = left + (middle - GUTTER) / columns * (right - left)
            inside = GUTTER + 1 < middle < GUTTER + columns - 1
            assert not inside or abs(at - number(label)) < 2 * (right - left) / columns
        for row, label in enumerate(beside):
            at = top - (row + 0.5) / rows * (top - bottom)
            assert not label or abs(at - number(label)) <= (top - bottom) / rows


def number(label: str) -> float:
    return float(label.replace("−", "-"))


# Traces


async def test_a_race_of_one_step(started: Started) -> None:
    async with started(replace(RACING, steps=1), size=LARGE) as pilot:
        await pilot.press("right", "right", "right_square_bracket")
        await pilot.pause()
        assert session(pilot).cursor == 1
        assert "Averages, x" in part(pilot, "averages-x")[0]
        for name in ("loss", "averages-x", "averages-y"):
            assert part(pilot, name)[-1].split() == ["0", "1"]
        assert " 1/1 " in part(pilot, "timeline")[0]


async def test_more_of_the_race_arrives_while_it_is_looked_at(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press("end")
        await pilot.pause()
        whole = text(pilot)
    monkeypatch.setattr(
        "tuiopt.labs.contour.screen.solving.beginning", lambda made: partly(made, 5)
    )
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press("end")
        assert session(pilot).cursor == 5
        for before, steps in pairwise((5, 6, 30, 60)):
            screen(pilot)._solved(partly(RACING, steps))
            await pilot.pause()
            assert session(pilot).cursor == before, "nobody has moved it"
            await pilot.press("end")
            assert session(pilot).cursor == steps
        screen(pilot)._solved(solve(RACING))
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == whole


# Hidden runs


async def test_with_all_runs_hidden_nothing_of_them_is_drawn(started: Started) -> None:
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press("L")
        await pilot.pause()
        before = text(pilot)
        await pilot.press("1", "2", "8")
        await pilot.pause()
        assert session(pilot).hidden == {0, 1}
        assert sum("hidden" in row for row in part(pilot, "runs")) == 2
        assert not any(sign in row for row in part(pilot, "map") for sign in "●◆")
        assert "arrows" not in part(pilot, "heading")[0]
        rows = part(pilot, "loss")
        assert "scale" not in rows[0]
        assert not any(row[:7].strip() for row in rows[1:-1])
        for key in ("right_square_bracket", "down", "left_square_bracket", "up", "1", "2"):
            await pilot.press(key)
        await pilot.pause()
        assert text(pilot) == before
