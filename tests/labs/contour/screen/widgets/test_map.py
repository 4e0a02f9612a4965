"""The map as cells on a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from map_alone import (
    LOOK,
    RACE,
    SIZE,
    VIEW,
    cell,
    inked,
    place,
    relief_for,
    rows,
    shown,
    solved,
    the_map,
)
from rich.color import Color
from staging import change
from textual.geometry import Region

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.screen.draw.map.arrow import arrows
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.scenario.model import Box


@pytest.mark.parametrize("theme", list(PALETTES))
@pytest.mark.parametrize("color", [True, False], ids=["colours", "no colours"])
@pytest.mark.parametrize("fill", [True, False], ids=["filled", "not filled"])
@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_every_look_shows_runs_start_and_minimum(
    theme: str, color: bool, fill: bool, signs: Any
) -> None:
    look = Look(PALETTES[theme], signs, fill, color)
    async with shown(look=look, cursor=100, selected=3) as pilot:
        text = rows(pilot)
        assert [len(row) for row in text] == [SIZE[0]] * SIZE[1]
        assert text[3][6] == signs.start
        shown_runs = {place(RACE, i, 100): signs.runs[i] for i in (0, 1, 2, 3)}
        for (column, row), sign in shown_runs.items():
            assert text[row][column] == sign
        if signs is ASCII:
            assert all(row.isascii() for row in text)
        ink = look.palette.runs[3] if color else look.palette.bright
        column, row = place(RACE, 3, 100)
        assert cell(pilot, column, row)[1].bgcolor == Color.from_rgb(*ink)


async def test_isolines_carry_their_values() -> None:
    async with shown(size=(80, 30)) as pilot:
        levels = the_map(pilot).relief.levels  # type: ignore[union-attr]
        text = "".join(rows(pilot))
        assert sum(f"{level:g}" in text for level in levels) >= len(levels) / 2


async def test_a_number_that_a_path_runs_through_is_not_shown_in_part() -> None:
    async with shown(solved(("gd", 0.1)), size=(80, 30)) as pilot:
        view = the_map(pilot)
        ground = view._ground
        assert ground is not None
        first, numbers = next((n[0], n) for _, n in ground.digits.values() if len(n) > 1)
        row, column = divmod(first, 80)
        assert cell(pilot, column, row)[0].isdigit()
        x, _ = Viewport(VIEW, 80, 30).point(column, row)
        view.cross = (x, VIEW[1][1] - 0.01)
        assert cell(pilot, column, row)[0] == UNICODE.vertical
        for other in numbers[1:]:
            assert not cell(pilot, other % 80, row)[0].isdigit()
        view.cross = None
        assert cell(pilot, column, row)[0].isdigit()


async def test_a_hidden_run_is_not_drawn_at_all() -> None:
    async with shown(cursor=50, selected=3) as pilot:
        orange = LOOK.palette.runs[0]
        assert inked(pilot, orange) > 5
        change(the_map(pilot), hidden=frozenset({0}))
        assert inked(pilot, orange) == 0
        change(the_map(pilot), hidden=frozenset())
        assert inked(pilot, orange) > 5
        change(the_map(pilot), hidden=frozenset(range(4)))
        assert not any(sign in "".join(rows(pilot)) for sign in UNICODE.runs[:4])


async def test_where_signs_coincide_the_selected_one_is_on_top() -> None:
    for selected in range(4):
        async with shown(cursor=0, selected=selected) as pilot:
            column, row = place(RACE, selected, 0)
            assert cell(pilot, column, row)[0] == UNICODE.runs[selected]


async def test_a_run_outside_waits_at_the_border() -> None:
    view: Box = ((-2.0, 2.0), (-1.0, 1.0))
    async with shown(solved(("gd", 0.1)), view=view) as pilot:
        text = rows(pilot)
        assert text[0].startswith("●↖")
        change(the_map(pilot), selected=0)
        assert inked(pilot, LOOK.palette.runs[0]) == 1


async def test_a_diverged_run_and_a_converged_one_say_so() -> None:
    trace = solved(("gd", 1.5), ("gd", 0.5), steps=1000)
    gone, arrived = trace.runs
    assert gone.diverged is not None
    assert arrived.converged is not None
    async with shown(trace, cursor=gone.diverged.step - 1) as pilot:
        assert "✗" not in "".join(rows(pilot))
        the_map(pilot).cursor = gone.diverged.step
        assert "●✗" in "".join(rows(pilot))
        the_map(pilot).cursor = arrived.converged - 1
        assert "▲✓" not in "".join(rows(pilot))
        the_map(pilot).cursor = arrived.converged
        assert "▲✓" in "".join(rows(pilot))


async def test_projectors_have_chips_and_a_wide_one_for_the_selected_run() -> None:
    look = replace(LOOK, palette=PALETTES["projector"])
    async with shown(look=look, cursor=30, selected=3) as pilot:
        column, row = place(RACE, 3, 30)
        for beside in (-1, 0, 1):
            ground = cell(pilot, column + beside, row)[1].bgcolor
            assert ground == Color.from_rgb(*look.palette.runs[3])
        column, row = place(RACE, 0, 30)
        assert cell(pilot, column, row)[1].bgcolor == Color.from_rgb(*look.palette.runs[0])
        assert inked(pilot, look.palette.runs[3]) > 10


async def test_old_dots_fade_and_recent_ones_do_not() -> None:
    async with shown(solved(("gd", 0.1)), cursor=60) as pilot:
        bright = LOOK.palette.runs[0]
        before = inked(pilot, bright)
        the_map(pilot).cursor = 100
        assert 0 < inked(pilot, bright) < before


async def test_the_cross_hair_hides_no_sign() -> None:
    async with shown(cursor=50) as pilot:
        column, row = place(RACE, 2, 50)
        the_map(pilot).cross = Viewport(VIEW, *SIZE).point(column, row)
        text = rows(pilot)
        assert text[row][column] in UNICODE.runs
        assert text[row].count("─") > 20
        assert sum(line[column] == "│" for line in text) > 3
        the_map(pilot).cross = Viewport(VIEW, *SIZE).point(35, 1)
        assert rows(pilot)[1][35] == "┼"
        the_map(pilot).cross = None
        assert "│" not in "".join(rows(pilot))


async def test_arrows_are_drawn_with_their_names() -> None:
    made = arrows(Viewport(VIEW, *SIZE), RACE.runs[3], 5, None)
    async with shown(cursor=5, selected=3, arrows=made) as pilot:
        text = "".join(rows(pilot))
        assert "−g" in text
        assert "Δ" in text
        the_map(pilot).arrows = ()
        assert "Δ" not in "".join(rows(pilot))


# When it is drawn


@pytest.mark.parametrize("color", [True, False], ids=["colours", "no colours"])
async def test_wherever_one_comes_from_a_step_looks_the_same(color: bool) -> None:
    look = replace(LOOK, color=color)
    async with shown(look=look, size=(60, 20)) as moved, shown(look=look, size=(60, 20)) as direct:
        for cursor, selected in ((3, 0), (110, 1), (70, 1), (71, 2), (20, 2), (65, 3)):
            viewport = Viewport(VIEW, 60, 20)
            for pilot in (moved, direct):
                change(the_map(pilot), selected=selected)
                the_map(pilot).cursor = cursor
                the_map(pilot).arrows = arrows(viewport, RACE.runs[selected], cursor, None)
            fresh = the_map(direct)
            fresh.relief = fresh.relief  # begins anew
            for y in range(20):
                assert the_map(moved).render_line(y) == fresh.render_line(y)


async def test_only_the_cells_that_change_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown(size=(60, 20), selected=3) as pilot:
        view = the_map(pilot)
        refreshed: list[Region] = []
        monkeypatch.setattr(view, "refresh", lambda *regions: refreshed.extend(regions) or view)
        for cursor in (1, 2, 50, 49, 61, 101, 101):
            before = [[*view.render_line(y).divide(range(1, 61))] for y in range(20)]
            refreshed.clear()
            view.cursor = cursor
            assert all(region.height == 1 for region in refreshed)
            for y in range(20):
                after = [*view.render_line(y).divide(range(1, 61))]
                differ = {x for x in range(60) if before[y][x] != after[x]}
                spans = [region.column_span for region in refreshed if region.y == y]
                drawn = {x for span in spans for x in range(*span)}
                assert differ <= drawn
                # A single cell between two that change costs less than going over it.
                assert all({x - 1, x + 1} <= differ for x in drawn - differ)


async def test_a_longer_trace_repaints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    short = ContourTrace(
        RACE.scenario, tuple(replace(run, rows=run.rows[:41]) for run in RACE.runs), 40
    )
    async with shown(short, cursor=40) as pilot:
        view = the_map(pilot)
        regions: list[Region] = []
        monkeypatch.setattr(view, "refresh", lambda *r: regions.extend(r))
        change(view, trace=RACE)
        assert regions == []
        monkeypatch.undo()
        view.cursor = 100
        async with shown(RACE, cursor=100) as other:
            assert rows(pilot) == rows(other)


async def test_another_view_waits_for_its_relief() -> None:
    near: Box = ((-1.0, 1.0), (-1.0, 1.0))
    async with shown(cursor=50) as pilot:
        before = rows(pilot)
        view = the_map(pilot)
        view.view = near
        assert rows(pilot) == before
        view.cursor = 51
        view.cursor = 50
        assert rows(pilot) == before
        view.relief = relief_for(RACE, view.size, near)
        assert rows(pilot) != before
        assert view.viewport == Viewport(near, *SIZE)
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
        assert [len(row) for row in rows(pilot)] == [50] * 10


async def test_runs_come_with_their_signs_and_go_with_them() -> None:
    one = solved(("gd", 0.6))
    async with shown(one, cursor=20) as pilot:
        before = rows(pilot)
        change(the_map(pilot), trace=RACE, slots=(0, 1, 2, 3), selected=3, hidden=frozenset({2}))
        async with shown(RACE, cursor=20, selected=3, hidden=frozenset({2})) as other:
            assert rows(pilot) == rows(other)
        assert "▲" in "".join(rows(pilot))
        change(the_map(pilot), trace=one, slots=(0,), selected=0, hidden=frozenset())
        assert rows(pilot) == before


@pytest.mark.parametrize(
    "view",
    [((1.0, 1.0), (2.0, 2.0)), ((-7.0, -7.0 + 5e-324), (-1.0, 1.0)), ((-1.7e308, 1.7e308),) * 2],
)
@pytest.mark.parametrize("size", [(40, 12), (1, 1), (3, 2)])
async def test_views_that_nobody_should_ask_for_break_nothing(
    view: Box, size: tuple[int, int]
) -> None:
    with np.errstate(all="ignore"):
        async with shown(view=view, size=size, selected=3) as pilot:
            for cursor in (0, 1, 90):
                the_map(pilot).arrows = arrows(Viewport(view, *size), RACE.runs[3], cursor, None)
                the_map(pilot).cross = (1.0, 2.0)
                the_map(pilot).cursor = cursor
                assert [len(row) for row in rows(pilot)] == [size[0]] * size[1]


async def test_a_race_of_one_step() -> None:
    async with shown(solved(("gd", 0.1), steps=1)) as pilot:
        the_map(pilot).cursor = 1
        assert "●" in "".join(rows(pilot))
