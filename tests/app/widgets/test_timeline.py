"""The timeline: what it shows, and where the mouse leads."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from races import scenario, setup
from staging import staged
from textual.app import App, ComposeResult

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.track import Track, marks
from tuiopt.app.widgets.cue import CueText
from tuiopt.app.widgets.tabs import Tabs
from tuiopt.app.widgets.timeline import LEFT, Timeline
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.scenario.model import Cue

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)


@cache
def race(steps: int = 60, cues: tuple[int, ...] = (0, 18, 19, 60)) -> ContourTrace:
    made = scenario(setup(), steps=4, cues=tuple(Cue(step, "", pause=False) for step in cues))
    return replace(solve(made), scenario=replace(made, steps=steps), solved=steps)


def timeline(width: int = 80, look: Look = LOOK, **state: object) -> str:
    widget = staged(Timeline(), **{"trace": race(), **state})
    (strip,) = widget.rows(look, width, 1)
    assert strip.cell_length == width
    return strip.text


@pytest.mark.parametrize("width", [60, 80, 120, 240])
@pytest.mark.parametrize("steps", [1, 7, 60, 2000, 1_000_000])
def test_the_chip_tells_the_step_of_all_at_any_width(width: int, steps: int) -> None:
    trace = race(steps, (0,))
    before = -1
    for cursor in sorted({0, 1, steps // 3, steps - 1, steps}):
        text = timeline(width, trace=trace, cursor=cursor)
        assert text.count(f" {cursor}/{steps} ") == 1
        assert text.endswith(f" {steps} ")
        chip = f" {cursor}/{steps} "
        at = text.index(chip) + len(chip) // 2
        assert at >= before
        before = at
        for inside in (1, 3) if cursor < steps else ():
            text = timeline(width, trace=trace, cursor=cursor, inside=inside)
            assert f" {cursor}→{cursor + 1}/{steps} " in text
            assert text.endswith(f" {steps} ")


def test_what_is_played_is_a_strong_line_and_what_is_not_solved_no_line() -> None:
    text = timeline(cursor=30, trace=race(cues=()))
    left, chip, right = text[LEFT:].partition(" 30/60 ")
    assert chip
    assert set(left) == {"━"}
    assert set(right.removesuffix(" 60 ")) == {"─"}
    assert "━" not in timeline(cursor=0, trace=race(1_000_000, ()))
    half = replace(race(cues=()), solved=45)
    reached = timeline(cursor=45, trace=half).index(" 45/60 ") + 3
    for cursor in (0, 30):
        text = timeline(cursor=cursor, trace=half)
        assert text.rindex("─") == reached - 1
        assert ("━" in text) == (cursor > 0)


def test_playing_and_speed() -> None:
    assert timeline(speed=10.0).startswith(" ▮▮ 10/s ")
    assert timeline(playing=True, speed=0.1).startswith(" ▶  0.1/s ")
    for speed in (0.1, 0.123456, 0.25, 1.23456, 12.3456, 123.456, 240.0):
        text = timeline(speed=speed, trace=race(cues=()), cursor=30)
        assert text[LEFT - 1 : LEFT + 1] == " ━"


def test_cues_are_their_numbers_and_none_is_shown_in_part() -> None:
    words = [word for word in timeline(cursor=30)[LEFT:].split() if word[0] not in "━─"]
    assert words == ["1", "2", "3", "30/60", "4", "60"]
    assert "2" not in timeline(cursor=18)[LEFT:].replace(" 18/60 ", "")
    cues = race(100, tuple(range(0, 101, 5)))
    for cursor in range(101):
        text = timeline(160, trace=cues, cursor=cursor)[LEFT:].replace(f" {cursor}/100 ", "")
        told = [int(word) for word in text.replace("━", " ").replace("─", " ").split()]
        assert told == sorted(set(told))
        assert set(told[:-1]) <= set(range(1, 22))


def test_ascii() -> None:
    text = timeline(cursor=30, inside=2, look=LETTERS)
    assert text.isascii()
    assert " 30>31/60 " in text


@given(st.integers(20, 300), st.integers(1, 10**6), st.lists(st.integers(0, 10**6), max_size=40))
def test_marks_never_touch_nor_leave_the_track(length: int, steps: int, cues: list[int]) -> None:
    track = Track(length, steps, min(len(f" {steps}/{steps} "), length))
    placed = marks(track, tuple(sorted(min(cue, steps) for cue in cues)))
    if 3 * len(cues) < length:
        assert len(placed) == len(cues)
    end = -1
    for mark in placed:
        assert mark.column > end or mark.column == 0
        end = mark.end
    assert end <= length


@given(st.integers(1, 10**6), st.integers(60, 300), st.data())
def test_a_column_leads_to_a_step_that_is_shown_there(
    steps: int, length: int, data: st.DataObject
) -> None:
    track = Track(length, steps, len(f" {steps}/{steps} "))
    column = data.draw(st.integers(-10, length + 10))
    step = track.step(column)
    assert 0 <= step <= steps
    reached = min(max(column, track.column(0)), track.column(steps))
    assert abs(track.column(step) - reached) <= max(1, (length - track.chip) / steps)


class Screen(App[None]):
    """A timeline whose seeking is done, and tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.sought: list[int] = []
        self.picked: list[int] = []

    def compose(self) -> ComposeResult:
        timeline, tabs = Timeline(), Tabs()
        staged(timeline, look=LOOK, trace=race())
        tabs.look, tabs.names = LOOK, ("step", "loss", "averages")
        timeline.styles.height = tabs.styles.height = 1
        yield timeline
        yield tabs

    def on_timeline_sought(self, message: Timeline.Sought) -> None:
        self.sought.append(message.step)
        self.query_one(Timeline).cursor = message.step

    def on_tabs_picked(self, message: Tabs.Picked) -> None:
        self.picked.append(message.index)


async def test_a_press_on_a_cues_number_seeks_exactly_to_it() -> None:
    app = Screen()
    async with app.run_test(size=(80, 2)) as pilot:
        text = timeline(cursor=0)
        for number, step in (("2", 18), ("3", 19), ("4", 60)):
            await pilot.click(offset=(text.index(f" {number} ", LEFT) + 1, 0))
            assert app.sought[-1] == step
            await pilot.click(offset=(LEFT, 0))
            assert app.sought[-1] == 0


async def test_dragging_seeks_and_ends_where_the_button_is_let_go() -> None:
    app = Screen()
    async with app.run_test(size=(80, 2)) as pilot:
        await pilot.mouse_down(offset=(LEFT + 30, 0))
        (first,) = app.sought
        for x in (LEFT + 31, LEFT + 35, 79):
            await pilot.hover(offset=(x, 0))
        assert app.sought[-1] == 60
        await pilot.hover(offset=(LEFT, 1))
        assert app.sought[-1] == 0
        await pilot.hover(offset=(LEFT + 30, 1))
        assert app.sought[-1] == first
        await pilot.mouse_up(offset=(LEFT + 30, 1))
        assert app.mouse_captured is None
        count = len(app.sought)
        await pilot.hover(offset=(LEFT + 50, 0))
        assert len(app.sought) == count


async def test_a_hand_that_trembles_on_a_cues_number_stays_at_the_cue() -> None:
    app = Screen()
    async with app.run_test(size=(80, 2)) as pilot:
        x = timeline(cursor=0).index(" 3 ", LEFT) + 1
        await pilot.mouse_down(offset=(x, 0))
        await pilot.hover(offset=(x, 1))
        assert app.sought == [19]


async def test_taking_hold_of_the_chip_moves_nothing_yet() -> None:
    app = Screen()
    async with app.run_test(size=(80, 2)) as pilot:
        await pilot.click(offset=(LEFT + 30, 0))
        step = app.sought[-1]
        for dx in (-2, 0, 2):
            await pilot.mouse_down(offset=(LEFT + 30 + dx, 0))
            assert app.sought[-1] == step
            await pilot.hover(offset=(LEFT + 40 + dx, 0))
            assert app.sought[-1] == pytest.approx(step + 10 * 60 / 57, abs=1)
            await pilot.hover(offset=(LEFT + 30 + dx, 0))
            assert app.sought[-1] == step
            await pilot.mouse_up(offset=(LEFT + 30 + dx, 0))


async def test_a_press_beside_the_track_or_with_another_button_does_nothing() -> None:
    app = Screen()
    async with app.run_test(size=(80, 2)) as pilot:
        await pilot.click(offset=(LEFT - 3, 0))
        await pilot.click(offset=(LEFT + 30, 0), button=3)
        assert app.sought == []


async def test_a_click_on_a_tab_picks_it() -> None:
    app = Screen()
    async with app.run_test(size=(40, 2)) as pilot:
        for x in (0, 5, 6, 11, 12, 21, 22, 39):
            await pilot.click(offset=(x, 1))
    assert app.picked == [0, 0, 1, 1, 2, 2]


def test_tabs_fit_beside_the_smallest_map() -> None:
    tabs = Tabs()
    tabs.set_reactive(Tabs.names, ("step", "loss", "averages"))
    for panel in range(3):
        tabs.set_reactive(Tabs.panel, panel)
        (strip,) = tabs.rows(LOOK, 28, 1)
        assert strip.text == " step  loss  averages v next"
        (chosen,) = (s for s in strip if s.style.bgcolor.triplet == LOOK.palette.text)
        assert chosen.text.strip() == ("step", "loss", "averages")[panel]
        (strip,) = tabs.rows(LOOK, 24, 1)
        assert strip.text.split() == ["step", "loss", "averages"]
        (strip,) = tabs.rows(LOOK, 20, 1)
        which = ("step", "loss", "averages")[panel]
        assert strip.text.split()[:4] == [which, str(panel + 1), "of", "3"]


def test_cue_texts_end_with_a_sign_where_more_is_left() -> None:
    says = ("Short.", "word " * 60)
    made = scenario(setup(), cues=tuple(Cue(i, say, pause=False) for i, say in enumerate(says)))
    cue = CueText()
    staged(cue, trace=solve(replace(made, description="All of it.")))
    for index, first, last in (
        (None, "         All of it.", ""),
        (0, " 1 of 2  Short.", ""),
        (1, " 2 of 2  word word", "word…"),
    ):
        staged(cue, cue=index)
        rows = [strip.text.rstrip() for strip in cue.rows(LOOK, 80, 2)]
        assert rows[0].startswith(first)
        assert rows[1].endswith(last)


def test_many_cues_leave_room_for_their_number() -> None:
    made = scenario(setup(), cues=tuple(Cue(i, "Text.", pause=False) for i in range(120)))
    cue = CueText()
    staged(cue, trace=solve(made), cue=99)
    assert cue.rows(LOOK, 80, 2)[0].text.startswith(" 100 of 120  Text. ")
