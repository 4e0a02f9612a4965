"""What a frame of the network screen cannot pay comes from a thread, with the same picture."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, current_thread, main_thread

import pytest
from nets_in_code import network_data, network_run, network_scenario
from piloted import Started, text
from textual.geometry import Size
from textual.pilot import Pilot

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen import viewing
from tuiopt.labs.network.screen.arrangement import arrange
from tuiopt.labs.network.screen.draw.maps.sheet import Sheets
from tuiopt.labs.network.screen.screen import NetworkScreen
from tuiopt.labs.network.screen.viewing import Seen, Sight
from tuiopt.labs.network.solve import view as views
from tuiopt.labs.network.solve.histogram import spreads
from tuiopt.labs.network.solve.regions import Regions, Window, regions
from tuiopt.labs.network.solve.trace import NetworkTrace, State
from tuiopt.labs.network.solve.training import beginning, train
from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.load import load

MADE = network_scenario(
    network_run(hidden=(4, 3), batch_size=8, label="with BN"),
    network_run("gd", 0.1, hidden=(4, 3), batch_size=8, batch_norm=False, label="without"),
    epochs=4,
)
"""20 steps."""

Threads = list[tuple[str, bool]]


def screen(pilot: Pilot[None]) -> NetworkScreen:
    assert isinstance(pilot.app.screen, NetworkScreen)
    return pilot.app.screen


def sight(trace: NetworkTrace, cursor: int, room: tuple[int, int]) -> Sight:
    stages = [run.stage(run.at(cursor)) for run in trace.runs]
    data = [stage.data for stage in stages]
    sheet = Sheets().sheet(stages, data, 0, frozenset(), Size(*room))
    windows = tuple(zip(sheet.runs, sheet.windows, strict=True))
    return Sight(trace, cursor, True, None, windows)


async def settled(pilot: Pilot[None]) -> None:
    """Waits for the maps, and what follows them, of where the session is."""
    for _ in range(500):
        await pilot.pause(0.01)
        shown, maps = screen(pilot), screen(pilot).maps
        if shown._viewing.busy or maps is None:
            continue
        if maps.networks.views[0].step == shown.session.cursor:
            await pilot.pause()
            return
    raise AssertionError("the maps never come")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "AT_ONCE", -1)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> Threads:
    """What is computed, and whether in the interface's thread."""
    found: Threads = []

    def told(name: str, of: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object) -> object:
            found.append((name, current_thread() is main_thread()))
            return of(*args)

        return call

    monkeypatch.setattr(viewing, "regions", told("regions", regions))
    monkeypatch.setattr(views, "spreads", told("spreads", spreads))
    return found


def test_lessons_are_shown_at_once_at_their_start() -> None:
    for file in bundled().values():
        scenario = load(file)
        if isinstance(scenario, NetworkScenario):
            trace = beginning(scenario)
            room = arrange(160, 48, len(trace.runs), 0).places["maps"].size
            assert sight(trace, 0, room).quick(None), file.name


def test_a_large_network_is_costed_before_it_is_asked() -> None:
    data = network_data(200)
    run = network_run(data=data, hidden=(128,) * 8, activation="tanh", batch_size=16)
    assert not sight(beginning(network_scenario(run)), 0, (153, 36)).quick(None)


def test_a_large_batch_is_costed_for_its_histograms() -> None:
    data = network_data(4000)
    few, many = (
        beginning(network_scenario(network_run(data=data, hidden=(64,), batch_size=size)))
        for size in (32, 4000)
    )
    assert sight(few, 0, (0, 0)).quick(None)
    assert not sight(many, 0, (0, 0)).quick(None)


def test_what_has_been_seen_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "AT_ONCE", 0)
    trace = train(MADE)
    one = sight(trace, 3, (60, 20))
    assert not one.quick(None)
    seen = one.seen(None)
    fewer = Sight(trace, 3, True, None, one.windows[1:])
    assert fewer.quick(seen)
    again = fewer.seen(seen)
    assert again.views == seen.views
    assert again.regions == seen.regions[1:]
    other = sight(trace, 3, (80, 20))
    assert not other.quick(seen)
    assert other.seen(seen).views == seen.views
    mode = Sight(trace, 3, False, None, one.windows).seen(seen)
    assert mode.regions == seen.regions
    assert mode.views != seen.views
    later = sight(trace, 4, (60, 20)).seen(seen)
    assert not {*later.views} & {*seen.views}
    assert not {*later.regions} & {*seen.regions}


async def test_usual_networks_are_shown_in_the_frame_of_the_key(
    started: Started, threads: Threads
) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        screen(pilot).action_step(1)
        assert screen(pilot).maps is not None
        assert screen(pilot).maps.networks.views[0].step == 1  # type: ignore[union-attr]
        assert not screen(pilot)._viewing.busy
    assert {*threads} == {("regions", True), ("spreads", True)}


@pytest.mark.usefixtures("slow")
async def test_nothing_costly_is_made_in_the_thread_of_the_interface(
    started: Started, threads: Threads
) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        for key in ("right", "right", "m", "end", "2", "2", "down", "t", "y", "s", "v"):
            await pilot.press(key)
            await settled(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
    assert {*threads} == {("regions", False), ("spreads", False)}


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20)])
async def test_the_picture_is_the_same(
    started: Started, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    pictures = []
    for at_once in (10**12, -1):
        monkeypatch.setattr(viewing, "AT_ONCE", at_once)
        async with started(MADE, size=size) as pilot:
            await settled(pilot)
            for key in ("end", "left", "m", "down", "1", "v"):
                await pilot.press(key)
                await settled(pilot)
                pictures.append(text(pilot))
    half = len(pictures) // 2
    assert pictures[:half] == pictures[half:]


@pytest.mark.usefixtures("slow")
async def test_the_old_maps_stay_until_the_others_have_come(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def held(window: Window, state: State) -> Regions:
        goes_on.wait(10.0)
        return regions(window, state)

    async with started(MADE, size=(160, 48)) as pilot:
        await settled(pilot)
        before = screen(pilot).maps
        monkeypatch.setattr(viewing, "regions", held)
        await pilot.press("right", "2")
        assert screen(pilot).maps is before
        assert screen(pilot).session.cursor == 1
        assert screen(pilot).session.hidden == {1}
        await pilot.press("2", "down")
        maps = screen(pilot).maps
        assert maps is not None
        assert before is not None
        assert maps.networks.selected == 1, "what needs nothing new is told at once"
        assert maps.regions == before.regions
        goes_on.set()
        await settled(pilot)
        assert screen(pilot).maps is not maps


def test_without_maps_no_network_is_asked() -> None:
    seen = Sight(train(MADE), 2, True, None, ()).seen(None)
    assert isinstance(seen, Seen)
    assert len(seen.views) == 2
    assert not seen.regions
