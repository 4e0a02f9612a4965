"""The race screen where something is at an end: of a number, a trace, a window, a line's speed."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pyte
import pytest
from piloted import Started, text
from pyte.screens import Char
from races import scenario, setup
from rich.cells import cell_len
from rich.console import Console
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.pilot import Pilot

from tuiopt.app import lab_screen
from tuiopt.app.keys import CROSS, RACE
from tuiopt.app.race_screen import RaceScreen
from tuiopt.app.widgets.axes import GUTTER
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.map import MapView
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.contour import Race, solve
from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import ContourScenario, Cue
from tuiopt.session.session import Session
from tuiopt_kernels import interpreted
from tuiopt_kernels.spec import Floats

LARGE = (160, 48)
CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
RACING = scenario(setup("gd", 0.5, label="GD"), setup("adam", 0.3, label="Adam"), steps=60)
FAST = replace(RACING, speed=240.0)


def screen(pilot: Pilot[None]) -> RaceScreen:
    assert isinstance(pilot.app.screen, RaceScreen)
    return pilot.app.screen


def session(pilot: Pilot[None]) -> Session:
    return screen(pilot).session


def part(pilot: Pilot[None], name: str) -> list[str]:
    """The rows of one widget as they are on the screen."""
    region = screen(pilot).query_one(f"#{name}").region
    return [row[region.x : region.right] for row in text(pilot)[region.y : region.bottom]]


def partly(made: ContourScenario, steps: int) -> Trace:
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
    monkeypatch.setattr("tuiopt.app.race_screen.first_steps", lambda made: partly(made, 5))
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press("end")
        assert session(pilot).cursor == 5
        for before, steps in pairwise((5, 6, 30, 60)):
            screen(pilot).post_message(RaceScreen.Solved(partly(RACING, steps)))
            await pilot.pause()
            assert session(pilot).cursor == before, "nobody has moved it"
            await pilot.press("end")
            assert session(pilot).cursor == steps
        screen(pilot).post_message(RaceScreen.Solved(solve(RACING)))
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == whole


async def test_a_late_trace_of_an_earlier_scenario_is_left_out(started: Started) -> None:
    async with started(RACING, size=LARGE) as pilot:
        await pilot.press("c", "shift+right", "enter", "escape", "end")
        await pilot.pause()
        edited, before = session(pilot), text(pilot)
        assert edited.trace.scenario is not RACING
        screen(pilot).post_message(RaceScreen.Solved(partly(RACING, 30)))
        await pilot.pause()
        assert session(pilot) == edited
        assert text(pilot) == before


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


# A slow line


async def test_a_slow_line_skips_frames_and_loses_no_time(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    async with started(RACING, size=LARGE) as pilot:
        driver = pilot.app._driver
        await pilot.press("space")
        monkeypatch.setattr(driver, "behind", True, raising=False)
        for _ in range(3):
            now[0] += 1.0
            screen(pilot)._tick()
        assert session(pilot).cursor == 0
        monkeypatch.setattr(driver, "behind", False)
        screen(pilot)._tick()
        assert session(pilot).cursor == 30
        await pilot.pause()
        assert " 30/60 " in part(pilot, "timeline")[0]
        now[0] += 0.5
        screen(pilot)._tick()
        assert session(pilot).cursor == 35
        await pilot.pause()
        assert any("GD, step 30" in row for row in part(pilot, "card"))  # a frame later


async def test_arrows_are_those_of_the_map_where_a_small_screen_is_paused(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    async with started(FAST, size=(40, 12)) as pilot:
        await pilot.press("space")
        for seconds in (0.1, 0.01):  # the second frame comes too early for numbers
            now[0] += seconds
            screen(pilot)._tick()
        await pilot.pause()
        assert screen(pilot).reading < session(pilot).cursor == 26
        await pilot.press("space")
        await pilot.pause()
        assert screen(pilot).reading == 26
        assert {arrow.step for arrow in screen(pilot).arrows} == {26}


async def test_numbers_are_those_of_the_map_wherever_playing_stops(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(lab_screen, "monotonic", lambda: now[0])
    cue = Cue(33, "Here it waits.", pause=True)
    async with started(replace(FAST, cues=(cue,)), size=LARGE) as pilot:
        await pilot.press("space")
        for _ in range(20):
            now[0] += 0.01
            screen(pilot)._tick()
        await pilot.pause()
        await pilot.pause()
        assert session(pilot).cursor == 33
        assert not session(pilot).playing
        assert screen(pilot).reading == 33
        assert any("GD, step 33" in row for row in part(pilot, "card"))


# Windows


SIZES = [(160, 48), (1, 1), (80, 24), (39, 12), (60, 20), (240, 70), (41, 60), (200, 8), (100, 36)]


async def test_after_a_storm_of_sizes_the_picture_is_that_of_the_last_one(
    started: Started,
) -> None:
    async with started(RACING, size=(100, 36)) as pilot:
        await pilot.press("L", "v", "right_square_bracket")
        await pilot.pause()
        expected = text(pilot)
        assert "GD, step 11" in "\n".join(expected)
    async with started(RACING, size=SIZES[0]) as pilot:
        await pilot.press("L")
        for i, (width, height) in enumerate(SIZES):
            pilot.app._driver._size = events.Size(width, height)  # type: ignore
            pilot.app.post_message(events.Resize(*[events.Size(width, height)] * 2))
            if i == 4:
                await pilot.press("v", "right_square_bracket")
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == expected


@pytest.mark.parametrize("size", SIZES[:7])
async def test_every_row_is_as_wide_as_its_widget(started: Started, size: tuple[int, int]) -> None:
    wide = "世界" * 40
    made = replace(
        scenario(
            setup("gd", 1e300, label=wide),
            setup("adam", 0.3, label="v̂" * 60),
            steps=60,
            cues=(Cue(0, f"{wide}\n{wide}", pause=False),),
        ),
        title=wide,
        chapter=wide,
    )
    async with started(made, size=size) as pilot:
        await pilot.press("right", "right_square_bracket")
        await pilot.pause()
        for widget in screen(pilot).query(Canvas):
            for y in range(widget.size.height if widget.display else 0):
                strip = widget.render_line(y)
                assert sum(cell_len(segment.text) for segment in strip) == widget.size.width


# Whatever is done in whatever order

KEYS = [key.keys.split(",")[0] for key in (*RACE, *CROSS) if "app." not in key.action]
KEYS = [key for key in KEYS if key not in ("g", "question_mark")]
STORIES = 4
ACTS = 5


def fresh(pilot: Pilot[None]) -> pyte.Screen:
    """A terminal with the screen as it is when every widget is drawn anew."""
    for widget in screen(pilot).query(Canvas):
        if isinstance(widget, MapView):
            widget._begin()
        elif isinstance(widget, Rows):
            widget._strips = ()
            widget.redraw()
    drawn = pyte.Screen(*pilot.app.size)
    update = screen(pilot)._compositor.render_full_update()
    pyte.Stream(drawn).feed(written(update))
    return drawn


def written(update: CompositorUpdate) -> str:
    return update.render_segments(CONSOLE).replace("\n", "\r\n")


def cells(terminal: pyte.Screen) -> list[list[Char]]:
    rows = (terminal.buffer[y] for y in range(terminal.lines))
    return [[row[x] for x in range(terminal.columns)] for row in rows]


class Terminal:
    """Gets all that the program writes."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(1, 1)

    def display(self, app: App[None], shown: object, update: object) -> None:
        width, height = app.size
        if (self.screen.columns, self.screen.lines) != (width, height):
            self.screen = pyte.Screen(width, height)
        if shown is app.screen and isinstance(update, CompositorUpdate):
            pyte.Stream(self.screen).feed(written(update))


@pytest.mark.parametrize("seed", range(STORIES))
async def test_what_has_changed_is_drawn_as_if_all_were(
    started: Started, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(App, "_display", lambda *arguments: terminal.display(*arguments))
    chance = random.Random(seed)
    rates = [chance.choice([0.3, 0.9, 1e300]) for _ in range(3)]
    made = scenario(
        *(
            setup(name, rate)
            for name, rate in zip(("momentum", "rmsprop", "adam"), rates, strict=True)
        ),
        surface=chance.choice(["ravine", "saddle", "rastrigin"]),
        steps=chance.choice([1, 60, 300]),
        cues=(Cue(0, "Start.", pause=False), Cue(1, "v̂ and 世界", pause=True)),
    )
    async with started(made, size=chance.choice([(120, 40), (80, 24)])) as pilot:
        for _ in range(ACTS):
            width, height = pilot.app.size
            at = chance.randrange(width), chance.randrange(height)
            match chance.randrange(5):
                case 0:
                    await pilot.resize_terminal(*chance.choice(SIZES))
                case 1:
                    await pilot.click(offset=at, times=chance.choice([1, 2]))
                case 2:
                    wheel = chance.choice([events.MouseScrollUp, events.MouseScrollDown])
                    await pilot._post_mouse_events([wheel], offset=at)
                case _:
                    await pilot.press(*chance.choices(KEYS, k=4))
            if session(pilot).playing:
                await pilot.press("space")
            await pilot.pause()
            await pilot.pause()
            assert screen(pilot).reading == session(pilot).cursor
            now = cells(terminal.screen)
            assert now == cells(fresh(pilot))
