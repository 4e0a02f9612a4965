"""The map as cells on a screen, its axes and heading, and what the mouse does on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from races import scenario, setup
from rich.color import Color
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.message import Message
from textual.pilot import Pilot

from tuiopt.app.draw.look import ASCII, PALETTES, UNICODE, Look
from tuiopt.app.draw.map.arrow import Arrow, arrows
from tuiopt.app.draw.map.relief import relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt.app.widgets.axes import GUTTER, AxisX, AxisY
from tuiopt.app.widgets.heading import MapHeading
from tuiopt.app.widgets.map import MapView
from tuiopt.labs.contour import solve
from tuiopt.labs.field import field
from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import Box

VIEW: Box = ((-10.0, 10.0), (-5.0, 5.0))
LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
SIZE = (40, 12)
BRAILLE = range(0x2801, 0x2900)


def solved(*runs: tuple[str, float], steps: int = 120, **options: Any) -> Trace:
    setups = [setup(name, rate) for name, rate in runs]
    return solve(scenario(*setups, steps=steps, **options))


RACE = solved(("gd", 0.6), ("momentum", 0.5), ("rmsprop", 0.3), ("adam", 0.3))


class MapAlone(MapView):
    """A map that gets its relief without a race around it."""

    def resized(self) -> None:
        super().resized()
        self.relief = relief_for(self.trace, self.size, self.view)


class MapApp(App[None]):
    """A map alone, with whatever it posts."""

    CSS = "MapView { width: 100%; height: 100%; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, trace: Trace, look: Look, view: Box) -> None:
        super().__init__()
        self.map = MapAlone()
        self.posted: list[Message] = []
        for name, value in (
            ("look", look),
            ("trace", trace),
            ("slots", tuple(range(len(trace.runs)))),
            ("view", view),
        ):
            self.map.set_reactive(getattr(MapView, name), value)

    def compose(self) -> ComposeResult:
        yield self.map

    def on_pointing_pointed(self, message: MapView.Pointed) -> None:
        self.posted.append(message)

    def on_pointing_chosen(self, message: MapView.Chosen) -> None:
        self.posted.append(message)

    def on_pointing_zoomed(self, message: MapView.Zoomed) -> None:
        self.posted.append(message)

    def on_pointing_dragged(self, message: MapView.Dragged) -> None:
        self.posted.append(message)


def relief_for(trace: Trace | None, size: Size, view: Box | None) -> Any:
    assert trace is not None
    assert view is not None
    problem = trace.scenario.problem
    values = field(problem, view, size.width * DOTS_X, size.height * DOTS_Y)
    return relief(values, problem.surface.levels, view)


@asynccontextmanager
async def shown(
    trace: Trace = RACE,
    look: Look = LOOK,
    view: Box = VIEW,
    size: tuple[int, int] = SIZE,
    **state: Any,
) -> AsyncIterator[Pilot[None]]:
    app = MapApp(trace, look, view)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for name, value in state.items():
            setattr(app.map, name, value)
        await pilot.pause()
        yield pilot


def the_map(pilot: Pilot[None]) -> MapView:
    assert isinstance(pilot.app, MapApp)
    return pilot.app.map


def rows(pilot: Pilot[None]) -> list[str]:
    view = the_map(pilot)
    return [view.render_line(y).text for y in range(view.size.height)]


def cell(pilot: Pilot[None], column: int, row: int) -> tuple[str, Style]:
    at = 0
    for segment in the_map(pilot).render_line(row):
        if at + segment.cell_length > column:
            assert segment.style is not None
            return segment.text[column - at], segment.style
        at += segment.cell_length
    raise AssertionError


def inked(pilot: Pilot[None], color: tuple[int, int, int]) -> int:
    """How many cells have a foreground."""
    return sum(
        segment.cell_length
        for y in range(the_map(pilot).size.height)
        for segment in the_map(pilot).render_line(y)
        if segment.style and segment.style.color == Color.from_rgb(*color)
    )


def place(trace: Trace, run: int, step: int, size: tuple[int, int] = SIZE) -> tuple[int, int]:
    x, y = trace.runs[run].rows[trace.runs[run].at(step), 1:3]
    return Viewport(VIEW, *size).cell(float(x), float(y))[:2]


# What is drawn


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
        the_map(pilot).hidden = frozenset({0})
        assert inked(pilot, orange) == 0
        the_map(pilot).hidden = frozenset()
        assert inked(pilot, orange) > 5
        the_map(pilot).hidden = frozenset(range(4))
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
        the_map(pilot).selected = 0
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
                the_map(pilot).selected = selected
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
    short = Trace(RACE.scenario, tuple(replace(run, rows=run.rows[:41]) for run in RACE.runs), 40)
    async with shown(short, cursor=40) as pilot:
        view = the_map(pilot)
        regions: list[Region] = []
        monkeypatch.setattr(view, "refresh", lambda *r: regions.extend(r))
        view.trace = RACE
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


async def test_a_trace_with_more_runs_waits_for_their_signs() -> None:
    async with shown(solved(("gd", 0.6)), cursor=20) as pilot:
        before = rows(pilot)
        the_map(pilot).trace = RACE
        assert rows(pilot) == before
        the_map(pilot).slots = (0, 1, 2, 3)
        assert "▲" in "".join(rows(pilot))


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


# The mouse


def posted(pilot: Pilot[None], kind: type[Any]) -> list[Any]:
    assert isinstance(pilot.app, MapApp)
    found = [message for message in pilot.app.posted if isinstance(message, kind)]
    pilot.app.posted.clear()
    return found


async def test_leaving_the_map_points_at_nothing() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(3, 3))
        the_map(pilot).post_message(events.Leave(the_map(pilot)))
        await pilot.pause()
        assert [message.point is None for message in posted(pilot, MapView.Pointed)] == [
            False,
            True,
        ]


async def test_hovering_reads_the_point_in_the_middle_of_the_cell() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(0, 0))
        (message,) = posted(pilot, MapView.Pointed)
        assert message.point == pytest.approx((-9.75, 5.0 - 5.0 / 12))
        await pilot.hover(MapView, offset=(0, 0))
        assert posted(pilot, MapView.Pointed) == []
        await pilot.hover(MapView, offset=(39, 11))
        assert posted(pilot, MapView.Pointed)[-1].point[0] == pytest.approx(9.75)


async def test_only_a_double_click_chooses() -> None:
    async with shown() as pilot:
        await pilot.click(MapView, offset=(20, 6))
        assert posted(pilot, MapView.Chosen) == []
        await pilot.click(MapView, offset=(30, 3), times=2)
        (message,) = posted(pilot, MapView.Chosen)
        assert message.point == pytest.approx(Viewport(VIEW, *SIZE).point(30, 3))


async def test_the_wheel_zooms_about_a_point() -> None:
    async with shown() as pilot:
        where = {"widget": the_map(pilot), "x": 30, "y": 3, "delta_x": 0, "delta_y": 0}
        keys = {"button": 0, "shift": False, "meta": False, "ctrl": False}
        for kind, steps in ((events.MouseScrollUp, 1), (events.MouseScrollDown, -1)):
            the_map(pilot).post_message(kind(**where, **keys, screen_x=30, screen_y=3))
            await pilot.pause()
            (message,) = posted(pilot, MapView.Zoomed)
            assert message.steps == steps
            assert message.point == pytest.approx(Viewport(VIEW, *SIZE).point(30, 3))


async def test_dragging_tells_the_cells_moved_and_points_at_nothing() -> None:
    async with shown() as pilot:
        await pilot.hover(MapView, offset=(20, 6))
        await pilot.mouse_down(MapView, offset=(20, 6))
        posted(pilot, MapView.Pointed)
        for offset in ((23, 5), (23, 5), (22, 5)):
            await pilot.hover(MapView, offset=offset)
        assert isinstance(pilot.app, MapApp)
        assert [
            (m.columns, m.rows) for m in pilot.app.posted if isinstance(m, MapView.Dragged)
        ] == [
            (3, -1),
            (-1, 0),
        ]
        assert posted(pilot, MapView.Pointed) == []
        await pilot.mouse_up(MapView, offset=(22, 5))
        await pilot.hover(MapView, offset=(10, 5))
        assert len(pilot.app.posted) == 1
        assert len(posted(pilot, MapView.Pointed)) == 1


# Axes and heading


def text(widget: Any, width: int, height: int = 1, look: Look = LOOK, **state: Any) -> list[str]:
    for name, value in state.items():
        widget.set_reactive(getattr(type(widget), name), value)
    return [strip.text for strip in widget.rows(look, width, height)]


def test_the_axis_of_y_has_round_numbers_at_their_rows() -> None:
    made = text(AxisY(), GUTTER, 21, view=((0.0, 1.0), (-2.5, 2.5)))
    assert {y: row for y, row in enumerate(made) if row.strip()} == {
        2: "   2 ─",
        6: "   1 ─",
        10: "   0 ─",
        14: "  −1 ─",
        18: "  −2 ─",
    }


@pytest.mark.parametrize(
    ("top", "labels"),
    [
        (0.04, ["0.04 ─", "0.02 ─", "0 ─", "−0.02─", "−0.04─"]),
        (0.004, ["0.004─", "0.002─", "0 ─", "−0.002", "−0.004"]),
        (0.0004, ["4e−4 ─", "2e−4 ─", "0 ─", "−2e−4─", "−4e−4─"]),
        (4e6, ["4e6 ─", "2e6 ─", "0 ─", "−2e6 ─", "−4e6 ─"]),
    ],
)
def test_long_numbers_give_up_what_says_least(top: float, labels: list[str]) -> None:
    made = text(AxisY(), GUTTER, 10, view=((0.0, 1.0), (-1.1 * top, 1.1 * top)))
    assert [row.strip() for row in made if row.strip()] == labels
    made = text(AxisY(), GUTTER, 10, view=((0.0, 1.0), (1000.0, 1000.001)))
    assert "+.0005" in made


def test_the_axis_of_x_has_round_numbers_under_their_columns() -> None:
    (made,) = text(AxisX(), GUTTER + 80, view=((-10.5, 9.5), (0.0, 1.0)))
    assert made.split() == ["−10", "−5", "0", "5"]
    assert made.index(" 0 ") + 1 == GUTTER + 42


def test_the_cross_hair_stands_reversed_on_both_axes() -> None:
    x, y = AxisX(), AxisY()
    (made,) = text(x, GUTTER + 80, view=VIEW, cross=(0.2, 1.0))
    assert " 0.2000 " in made
    assert made.replace(" 0.2000 ", "").split() == ["−10", "−5", "5", "10"]
    (strip,) = x.rows(LOOK, GUTTER + 80, 1)
    assert any(
        s.text == " 0.2000 " and s.style.bgcolor == Color.from_rgb(*LOOK.palette.bright)  # type: ignore[union-attr]
        for s in strip
    )
    made_y = text(y, GUTTER, 21, view=VIEW, cross=(0.2, 0.1))
    assert made_y[10] == "0.1000"
    assert "0.1" not in "".join(text(y, GUTTER, 21, view=VIEW, cross=(0.2, 9.0)))
    wide: Box = ((0.0, 1.0), (-1e7, 1e7))
    assert "−1.2e6" in text(y, GUTTER, 21, view=wide, cross=(0.2, -1.23456e6))


ARROWS = (
    Arrow("−g", (0.0, 0.0), (1.0, 0.0), 1.0, "dotted", 18),
    Arrow("Δ", (0.0, 0.0), (1.0, 0.0), 5.0, "double", 18),
)


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (80, "arrows at step 18: −g ×1   Δ ×5   y stretched ×2.0"),
        (40, "−g ×1   Δ ×5   y ×2.0"),
        (26, "−g ×1  Δ ×5  y ×2.0"),
        (20, "−g ×1  Δ ×5"),
        (10, ""),
    ],
)
def test_the_heading_tells_in_fewer_words_where_it_is_short(width: int, told: str) -> None:
    state = {"view": ((0.0, 80.0), (0.0, 20.0)), "cells": (40, 10), "arrows": ARROWS}
    (row,) = text(MapHeading(), width, **state)
    assert len(row) == width
    assert row.startswith("Map ")
    assert row.removeprefix("Map ").strip("─ ") == told
    assert row.endswith(told)


@pytest.mark.parametrize(
    ("top", "told"),
    [(20.0, "y stretched ×2.0"), (40.0, ""), (40.7, ""), (41.7, ""), (56.0, "x stretched ×1.4"),
     (1.0, "y stretched ×40"), (0.0, "")],
)  # fmt: skip
def test_the_heading_tells_the_stretch(top: float, told: str) -> None:
    (row,) = text(MapHeading(), 60, view=((0.0, 80.0), (0.0, top)), cells=(40, 10))
    assert row.removeprefix("Map ").strip("─ ") == told


def test_the_heading_reads_what_is_pointed_at() -> None:
    state = {"scenario": RACE.scenario, "view": VIEW, "cells": (40, 10), "arrows": ARROWS}
    (row,) = text(MapHeading(), 60, pointer=(-4.116, 0.561), **state)
    assert row.endswith("x −4.116   y 0.5610   f 1.162")
    (row,) = text(MapHeading(), 34, pointer=(-4.116, 0.561), **state)
    assert row.endswith(" x −4.116 y 0.5610 f 1.162")
    (row,) = text(MapHeading(), 60, pointer=(1e300, 0.0), **state)
    assert row.endswith("f ∞")


# What a penalty does

BOOTH: Box = ((-7.0, 3.5), (-0.5, 8.5))


def weighed(*penalties: float, optimizer: str = "gd") -> Trace:
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
            the_map(pilot).selected = selected
            await pilot.pause()
            assert places(pilot, "✜") == [viewport.cell(*at)[:2]]
            assert places(pilot, "✚") == [least]
            _, style = cell(pilot, *places(pilot, "✜")[0])
            assert style.color == Color.from_rgb(*LOOK.palette.runs[selected])
        the_map(pilot).hidden = frozenset({2})
        await pilot.pause()
        assert places(pilot, "✜") == []
        the_map(pilot).hidden = frozenset()
        the_map(pilot).trace = weighed(0.0, 0.0, 2.0)
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

    monkeypatch.setattr("tuiopt.app.draw.map.marks.penalised_minima", counted)
    async with shown(weighed(0.0, 2.0), view=BOOTH, size=(60, 30)) as pilot:
        assert made == []
        the_map(pilot).selected = 1
        await pilot.pause()
        assert made == [2.0]
        for step in (1, 2, 3):
            the_map(pilot).cursor = step
            await pilot.pause()
        assert made == [2.0]
