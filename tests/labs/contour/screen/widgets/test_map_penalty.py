"""The mark of the minimum with a run's penalty."""

from __future__ import annotations

from typing import Any

import pytest
from map_alone import LOOK, cell, rows, shown, the_map
from races import scenario, setup
from rich.color import Color
from staging import change
from textual.pilot import Pilot

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII
from tuiopt.scenario.model import Box

BOOTH: Box = ((-7.0, 3.5), (-0.5, 8.5))


def weighed(*penalties: float, optimizer: str = "gd") -> ContourTrace:
    start = (-6.0, 7.0)
    runs = [setup(optimizer, 0.05, start=start, l2=l2, label=f"λ {l2}") for l2 in penalties]
    return solve(scenario(*runs, surface="booth", steps=3))


def places(pilot: Pilot[None], sign: str) -> list[tuple[int, int]]:
    return [(row.index(sign), y) for y, row in enumerate(rows(pilot)) if sign in row]


async def test_the_minimum_with_the_selected_runs_penalty_is_marked_in_its_colour() -> None:
    viewport = Viewport(BOOTH, 60, 30)
    async with shown(weighed(0.0, 2.0, 8.0), view=BOOTH, size=(60, 30)) as pilot:
        assert places(pilot, "✜") == []
        (least,) = places(pilot, "✚")
        for selected, at in ((1, (1.3, 2.3)), (2, (308 / 260, 412 / 260))):
            change(the_map(pilot), selected=selected)
            await pilot.pause()
            assert places(pilot, "✜") == [viewport.cell(*at)[:2]]
            assert places(pilot, "✚") == [least]
            _, style = cell(pilot, *places(pilot, "✜")[0])
            assert style.color == Color.from_rgb(*LOOK.palette.runs[selected])
        change(the_map(pilot), hidden=frozenset({2}))
        await pilot.pause()
        assert places(pilot, "✜") == []
        change(the_map(pilot), hidden=frozenset(), trace=weighed(0.0, 0.0, 2.0))
        await pilot.pause()
        assert places(pilot, "✜") == [viewport.cell(1.3, 2.3)[:2]]


async def test_a_run_at_its_penalised_minimum_stands_over_the_mark() -> None:
    run = setup("gd", 0.05, start=(-6.0, 7.0), l2=8.0)
    trace = solve(scenario(run, surface="booth", steps=60))
    async with shown(trace, view=BOOTH, size=(60, 30), cursor=60) as pilot:
        assert places(pilot, "✜") == []


async def test_a_penalty_that_leaves_the_minimum_where_it_is_leaves_its_sign() -> None:
    run = setup("gd", 0.1, l2=0.5)
    async with shown(solve(scenario(run, steps=3))) as pilot:
        assert places(pilot, "✜") == []
        assert len(places(pilot, "✚")) == 1


async def test_weight_decay_is_no_penalty() -> None:
    async with shown(weighed(0.0, optimizer="adamw"), view=BOOTH, size=(60, 30)) as pilot:
        assert places(pilot, "✜") == []


async def test_the_mark_of_a_penalty_is_a_letter_where_there_is_ascii_alone() -> None:
    look = Look(PALETTES["dark"], ASCII, fill=True)
    async with shown(weighed(2.0), look, view=BOOTH, size=(60, 30)) as pilot:
        assert len(places(pilot, "P")) == 1


async def test_the_search_for_it_is_made_when_a_run_is_selected_never_for_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[float] = []

    def counted(problem: Any, l2: float) -> tuple[()]:
        made.append(l2)
        return ()

    monkeypatch.setattr("tuiopt.labs.contour.screen.draw.map.marks.penalised_minima", counted)
    async with shown(weighed(0.0, 2.0), view=BOOTH, size=(60, 30)) as pilot:
        assert made == []
        change(the_map(pilot), selected=1)
        await pilot.pause()
        assert made == [2.0]
        for step in (1, 2, 3):
            the_map(pilot).cursor = step
            await pilot.pause()
        assert made == [2.0]
