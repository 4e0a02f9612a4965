"""The program on a formula: its text as it is, cut where needed; poles; no known minima."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piloted import Started, text
from races import scenario, setup

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt_kernels import formulas

DOMAIN = ((-2.0, 2.0), (-1.0, 3.0))
ROSENBROCK = "(1 - x)**2 + 100*(y - x**2)**2"
LONG = " + ".join(f"sin({i}*x)*cos({i}*y)" for i in range(1, 24))


def on(
    formula: str, *, start: tuple[float, float] = (-1.5, 2.0), steps: int = 40
) -> ContourScenario:
    made = scenario(setup("gd", 1e-3, start=start), setup("adam", 0.1, start=start), steps=steps)
    surface = formulas.surface(formula, DOMAIN, start)
    problem = replace(made.problem, surface=surface, params=(), start=start, view=DOMAIN)
    return replace(made, chapter="Own", problem=problem)


async def test_the_title_bar_has_the_formula_as_it_is_written(started: Started) -> None:
    async with started(on(ROSENBROCK)) as pilot:
        assert f"f(x, y) = {ROSENBROCK}  " in text(pilot)[0]
        assert text(pilot)[0].endswith("Own ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (240, 70)])
async def test_a_long_formula_is_cut_and_leaves_room_for_the_chapter(
    started: Started, size: tuple[int, int]
) -> None:
    async with started(on(LONG), size=size) as pilot:
        bar = text(pilot)[0]
        assert "f(x, y) = sin(1*x)*" in bar
        assert bar.split("…")[1].split() == ["Own"]


async def test_where_little_of_a_formula_would_fit_there_is_none(started: Started) -> None:
    made = replace(on(LONG), title="A title that leaves little room")
    async with started(made, size=(60, 20)) as pilot:
        assert "A title that leaves little room" in text(pilot)[0]
        assert "f(x" not in text(pilot)[0]


async def test_a_race_on_a_formula_goes_to_its_end_and_back(started: Started) -> None:
    async with started(on("log(x**2 + y**2) + 1/(x + 1.6)"), size=(160, 48)) as pilot:
        for key in ("right", "end", "z", "0", "left", "home"):
            await pilot.press(key)
            await pilot.pause()
        assert "0/40" in "\n".join(text(pilot))


async def test_a_pole_under_the_cross_hair_is_no_start(started: Started) -> None:
    async with started(on("1/x + 1/(y - 1)", start=(1.0, 2.0))) as pilot:
        await pilot.press("c", "enter")
        await pilot.pause()
        assert pilot.app.screen.is_current
        assert "0/40" in "\n".join(text(pilot))
