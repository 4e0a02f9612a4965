"""What the network screen shows, and that it follows whatever is asked of it."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import cycle
from threading import Event

import pytest
from nets_in_code import network_run, network_scenario
from piloted import Started, text
from rich.style import Style
from textual.pilot import Pilot

from tuiopt.app.background.jobs import Jobs
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen import viewing
from tuiopt.labs.network.screen.arrangement import CARDS, FOLDED
from tuiopt.labs.network.screen.draw.maps.samples import LETTERS
from tuiopt.labs.network.screen.keys import NETWORK
from tuiopt.labs.network.screen.networks import Networks
from tuiopt.labs.network.screen.screen import NetworkScreen
from tuiopt.labs.network.screen.widgets.networked import Networked
from tuiopt.labs.network.session import NetworkSession
from tuiopt.labs.network.solve.engine import interpreter
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import Trainings, train
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.palette import PALETTES
from tuiopt.scenario.model import Cue

MADE = replace(
    network_scenario(
        network_run(hidden=(4, 3), batch_size=8, label="with BN"),
        network_run("gd", 0.1, hidden=(4, 3), batch_size=8, batch_norm=False, label="without"),
        epochs=6,
        cues=(Cue(0, "They start.", pause=False), Cue(20, "[red]Look[/] here.", pause=True)),
    ),
    title="Two networks",
)
"""Of 40 samples: 5 steps an epoch, 30 in all."""

SIZES = [(40, 12), (59, 19), (60, 20), (80, 24), (100, 30), (100, 36), (120, 40), (160, 48)]
SIZES += [(240, 70)]
FOLDS = {(80, 24): FOLDED, (160, 48): CARDS}

each_fold = pytest.mark.parametrize("size", FOLDS, ids=lambda size: f"{size[0]}x{size[1]}")


def screen(pilot: Pilot[None]) -> NetworkScreen:
    assert isinstance(pilot.app.screen, NetworkScreen)
    return pilot.app.screen


def session(pilot: Pilot[None]) -> NetworkSession:
    return screen(pilot).session


def part(pilot: Pilot[None], name: str) -> list[str]:
    """The rows of one widget as they are on the screen."""
    region = screen(pilot).query_one(f"#{name}").region
    return [row[region.x : region.right] for row in text(pilot)[region.y : region.bottom]]


def partly(made: NetworkScenario, steps: int) -> NetworkTrace:
    trainings = Trainings(made, interpreter())
    trainings.advance(steps)
    return trainings.trace()


# Sizes


@pytest.mark.parametrize(
    ("size", "theme"),
    [*zip(SIZES, cycle(PALETTES), strict=False), *(((120, 40), theme) for theme in PALETTES)],
)
async def test_every_size_shows_the_step_and_the_runs(
    started: Started, size: tuple[int, int], theme: str
) -> None:
    async with started(MADE, size=size, theme=theme) as pilot:
        for key, step in (("home", 0), ("end", 30)):
            await pilot.press(key)
            await pilot.pause()
            rows = text(pilot)
            assert sum(f" {step}/30 " in row for row in rows) == 1
            for run in MADE.runs[: 1 if size == (40, 12) else 2]:
                assert any(run.label in row for row in rows)
            assert size < (60, 20) or "Two networks" in rows[0]


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (10, 3)])
async def test_a_window_that_is_too_small_says_so(started: Started, size: tuple[int, int]) -> None:
    async with started(MADE, size=size) as pilot:
        rows = text(pilot)
        assert rows[0].strip() == "0/30"
        assert " ".join(row.strip() for row in rows[1:]).startswith("make the")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("space play" in row for row in text(pilot))


TITLES = {
    "curves": "Loss",
    "layers": "Layers",
    "norm": "Batch norm",
    "softmax": "Softmax",
    "parameters": "Parameters",
}


@each_fold
async def test_every_panel_is_shown_by_its_tab(started: Started, size: tuple[int, int]) -> None:
    async with started(MADE, size=size) as pilot:
        await pilot.press("L", "right")
        for name in FOLDS[size]:
            await pilot.pause()
            assert TITLES[name] in part(pilot, name)[0], name
            assert sum(bool(row.strip()) for row in part(pilot, name)) > 2, name
            await pilot.press("v")
        assert session(pilot).panel == 0, "the tabs go around"


async def test_sizes_that_change_while_it_plays(started: Started) -> None:
    async with started(MADE, size=(120, 40)) as pilot:
        await pilot.press("minus", "minus", "minus", "space")
        for size in (*SIZES, (1, 1), (39, 12), *reversed(SIZES), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert session(pilot).playing
        await pilot.press("home", "space")
        await pilot.pause()
        now = text(pilot)
    async with started(MADE, size=(80, 24)) as pilot:
        await pilot.press("minus", "minus", "minus")
        await pilot.pause()
        assert text(pilot) == now


# Signs and colours


@each_fold
async def test_ascii_mode_writes_ascii_alone(started: Started, size: tuple[int, int]) -> None:
    made = replace(MADE, title="Überschrift α → ∞")
    async with started(made, size=size, ascii_only=True) as pilot:
        keys = ("end", *["v"] * 5, "m", "x", "down", "1", "question_mark", "escape", "o", "escape")
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            for row in text(pilot):
                assert row.isascii(), (key, row)


def inks(pilot: Pilot[None], name: str) -> set[tuple[object, object]]:
    """The colours in which a widget is written."""
    widget = screen(pilot).query_one(f"#{name}", Canvas)
    styles = [
        segment.style or Style.null()
        for strip in widget.render_rows(0, widget.size.height)
        for segment in strip
    ]
    return {(style.color, style.bgcolor) for style in styles}


async def test_without_colours_signs_tell_classes_and_runs_apart(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        greys = [color for pair in inks(pilot, "maps") for color in pair if color is not None]
        assert all(color.triplet is None or len(set(color.triplet)) == 1 for color in greys)
        look = screen(pilot).look
        assert look is not None
        scene = screen(pilot).scene
        assert scene is not None
        slots = scene.slots
        rows = "\n".join(part(pilot, "runs"))
        assert len({look.signs.runs[slot] for slot in slots}) == len(slots)
        assert all(look.signs.runs[slot] in rows for slot in slots)
        maps = "".join(part(pilot, "maps")[1:])
        assert set(LETTERS[:2]) <= set(maps), "the samples of both classes"


async def test_sixteen_colours_are_enough(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLORTERM", "")
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("end", "v", "t", "v", "t", "v")
        await pilot.pause()
        assert any(" 30/30 " in row for row in text(pilot))


# A trace that grows


async def test_more_of_the_training_arrives_while_it_is_looked_at(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        whole = text(pilot)
    monkeypatch.setattr(
        "tuiopt.labs.network.screen.solving.beginning", lambda made: partly(made, 0)
    )
    async with started(MADE, size=(160, 48)) as pilot:
        for before, steps in ((0, 3), (3, 17), (17, 30)):
            await pilot.press("end")
            assert session(pilot).cursor == before
            screen(pilot)._solved(partly(MADE, steps))
            await pilot.pause()
            assert session(pilot).cursor == before, "nobody has moved it"
        await pilot.press("end")
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == whole


async def test_playing_waits_for_what_is_not_trained_yet(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("tuiopt.app.screens.lab_screen.monotonic", lambda: now[0])
    monkeypatch.setattr(
        "tuiopt.labs.network.screen.solving.beginning", lambda made: partly(made, 0)
    )
    async with started(MADE, size=(80, 24)) as pilot:
        await pilot.press("s", "u", "m", "space")
        for steps in (4, 11, 30):
            screen(pilot)._solved(partly(MADE, steps))
            await pilot.pause()
            now[0] += 60.0
            screen(pilot)._tick()
            cue = 20
            assert session(pilot).cursor == min(steps, cue)
            assert session(pilot).playing is (steps < cue)
        assert (session(pilot).sample, session(pilot).unit) == (2, 2)
        assert not session(pilot).training


async def test_keys_are_answered_between_two_steps_of_slow_playing(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("tuiopt.app.screens.lab_screen.monotonic", lambda: now[0])
    async with started(replace(MADE, speed=0.1), size=(240, 70)) as pilot:
        await pilot.press("right", "right", "space")
        for keys, card, told in (("us", "norm", "unit 2"), ("svm", "softmax", "sample 3")):
            await pilot.press(*keys)
            for _ in range(2):
                now[0] += 0.2
                screen(pilot)._tick()
            await pilot.pause()
            assert (session(pilot).cursor, session(pilot).playing) == (2, True)
            playing = part(pilot, "layers"), part(pilot, card)
            assert told in playing[1][0]
            await pilot.press("space")
            await pilot.pause()
            await pilot.pause()
            assert (part(pilot, "layers"), part(pilot, card)) == playing
            await pilot.press("space")


# Networks that take longer than a key may wait


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "AT_ONCE", -1)


async def settled(pilot: Pilot[None]) -> None:
    """Waits for the thread that makes the views."""
    for _ in range(500):
        await pilot.pause(0.01)
        shown = screen(pilot)
        if not shown._viewing.busy and shown._shown is not None:
            now, sight = shown.session, shown._shown.sight
            if (sight.cursor, sight.training) == (now.cursor, now.training):
                return
    raise AssertionError("the views never come")


@pytest.mark.usefixtures("slow")
async def test_the_screen_follows_to_the_cursor_that_was_asked_for_last(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, asked = Event(), []
    views = viewing.Sight.views

    def held(sight: viewing.Sight) -> tuple[View, ...]:
        asked.append(sight.cursor)
        goes_on.wait(10.0)
        return views(sight)

    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(viewing.Sight, "views", held)
        await pilot.press("end", "home", *["right"] * 7, "m", "end", "left", "left")
        assert session(pilot).cursor == 28
        assert " 28/30 " in part(pilot, "timeline")[0], "keys do not wait"
        assert asked == [30]
        goes_on.set()
        await settled(pilot)
        await pilot.pause()
        assert asked == [30, 28]
        late = text(pilot)
    monkeypatch.setattr(viewing, "AT_ONCE", 10**9)
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("end", "m", "left", "left")
        await pilot.pause()
        assert text(pilot) == late


@pytest.mark.usefixtures("slow")
async def test_views_that_fail_are_told_once_and_others_come(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = viewing.Sight.views
    failed = []

    def fails(sight: viewing.Sight) -> tuple[View, ...]:
        if sight.cursor not in (3, 4):
            return views(sight)
        failed.append(sight.cursor)
        raise MemoryError("[/] too large\nand more")

    async def idle() -> None:
        while screen(pilot)._viewing.busy:
            await pilot.pause(0.01)
        await pilot.pause()

    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(viewing.Sight, "views", fails)
        for key in ("right", "right", "right", "right"):
            await pilot.press(key)
            await idle()
        assert failed == [3, 4]
        (told,) = [notice.message for notice in pilot.app._notifications]
        assert told == "the networks cannot be shown here: [/] too large"
        await pilot.press("right")
        await settled(pilot)


@pytest.mark.usefixtures("slow")
async def test_where_views_fail_what_was_asked_for_meanwhile_is_shown(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    views, goes_on = viewing.Sight.views, Event()

    def fails(sight: viewing.Sight) -> tuple[View, ...]:
        if sight.cursor != 30:
            return views(sight)
        goes_on.wait(10.0)
        raise MemoryError

    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(viewing.Sight, "views", fails)
        await pilot.press("end", "home", "right")
        goes_on.set()
        await settled(pilot)
        assert session(pilot).cursor == 1


@pytest.mark.usefixtures("slow")
async def test_networks_of_other_runs_are_not_mixed_with_a_new_scene(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = viewing.Sight.views
    goes_on, asked = Event(), []
    given: list[Networks] = []
    fewer = train(replace(MADE, runs=MADE.runs[:1]))
    more = train(replace(MADE, runs=(*MADE.runs, network_run(hidden=(4, 3), label="third"))))

    def held(sight: viewing.Sight) -> tuple[View, ...]:
        asked.append(len(sight.trace.runs))
        goes_on.wait(10.0)
        return views(sight)

    async def settles(runs: int) -> None:
        goes_on.set()
        for _ in range(500):
            await pilot.pause(0.01)
            shown = screen(pilot)._shown
            if not screen(pilot)._viewing.busy and shown and len(shown.views) == runs:
                break
        await pilot.pause()
        networks = screen(pilot).networks
        assert networks is not None
        assert len(networks.views) == runs
        assert screen(pilot).looked == networks
        goes_on.clear()

    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        for widget in screen(pilot).query(Canvas).results(Networked):
            screen(pilot).watch(widget, "networks", lambda now: given.append(now), init=False)
        monkeypatch.setattr(viewing.Sight, "views", held)
        await pilot.press("down", "2", "end")
        screen(pilot)._show(session(pilot).edited(fewer))
        assert (session(pilot).selected, session(pilot).hidden) == (0, frozenset())
        await settles(1)
        await pilot.press("home")
        screen(pilot)._show(session(pilot).edited(more))
        await pilot.press("up", "3", "c", "escape")
        assert (session(pilot).selected, session(pilot).hidden) == (2, {2})
        await settles(3)
        assert asked == [2, 1, 1, 3]
    assert {len(networks.views) for networks in given} == {1, 2, 3}
    for networks in given:
        runs = len(networks.views)
        assert networks.selected < runs == len(networks.slots)
        assert networks.hidden <= set(range(runs))
        assert len({view.run.setup.label for view in networks.views}) == runs


@pytest.mark.usefixtures("slow")
async def test_nothing_is_checked_or_drawn_before_the_first_views(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Jobs, "start", lambda *_: None)
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("c", "y", "u", "s", "v", "down", "1")
        assert session(pilot).selected == 1
        screen(pilot)._show(session(pilot).go_to(7))
        await pilot.pause()
        assert " 7/30 " in part(pilot, "timeline")[0]


@pytest.mark.usefixtures("slow")
async def test_quitting_and_keys_do_not_wait_for_views(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, asked = Event(), Event()

    def views(sight: viewing.Sight) -> tuple[object, ...]:
        asked.set()
        held.wait(10.0)
        return ()

    async with started(MADE, size=(80, 24)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(viewing.Sight, "views", views)
        await pilot.press("end")
        assert asked.wait(10.0)
        await pilot.press("left", "c", "escape", "question_mark", "escape", "v", "down", "t")
        assert session(pilot).cursor == 29
        assert " 29/30 " in part(pilot, "timeline")[0]
        await pilot.press("q")
    held.set()


# Whatever is done in whatever order

KEYS = [key for row in NETWORK for key in row.keys.split(",")]
KEYS = [key for key in KEYS if key not in ("o", "q", "ctrl+z", "c", "g", "colon", "question_mark")]


@each_fold
@pytest.mark.parametrize("way", ["quick", "slow"])
async def test_any_keys_in_any_order(
    started: Started, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], way: str
) -> None:
    if way == "slow":
        monkeypatch.setattr(viewing, "AT_ONCE", -1)
    chance = random.Random(1959)
    async with started(MADE, size=size) as pilot:
        for _ in range(15):
            for key in chance.choices(KEYS, k=20):
                pilot.app.simulate_key(key)
            await pilot.pause()
            assert sum(f" {session(pilot).cursor}/30 " in row for row in text(pilot)) == 1


async def test_a_solved_trace_changes_nothing_on_the_screen(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "right", "right")
        await pilot.pause()
        before = text(pilot)
        screen(pilot)._solved(train(MADE))
        await pilot.pause()
        await pilot.pause()
        assert text(pilot) == before
