"""The network screen with networks that are at an end of what they can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nets_in_code import network_data, network_run, network_scenario, phase
from piloted import Started, text
from rich.cells import cell_len
from textual.pilot import Pilot

from tuiopt.app.widgets.canvas import Canvas
from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario
from tuiopt.labs.network.screen.screen import NetworkScreen
from tuiopt.labs.network.session import NetworkSession
from tuiopt.scenario.model import Cue

WIDE = "世界" * 40


def many(count: int) -> tuple[NetworkRun, ...]:
    names = ("gd", "momentum", "rmsprop", "adam", "adamw", "nadam", "radam", "lion")
    return tuple(network_run(name, hidden=(3,)) for name in names[:count])


def other_classes() -> NetworkScenario:
    """Three classes from the third epoch on; the other run stays with two."""
    later = network_data(classes=3, seed=1)
    run = network_run(hidden=(4, 3), label="moved")
    return network_scenario(phase(run, 3, data=later, renewed=(3,)), network_run(label="stays"))


PLAIN = {"hidden": (3,), "batch_norm": False}
EXTREMES = {
    "one run": network_scenario(network_run()),
    "eight runs": network_scenario(*many(8)),
    "no hidden layers": network_scenario(network_run(hidden=()), network_run(hidden=(2,))),
    "no hidden layer at all": network_scenario(network_run(hidden=(), batch_norm=False)),
    "eight layers of 128": network_scenario(network_run(hidden=(128,) * 8), epochs=1),
    "128 and 1": network_scenario(network_run(hidden=(1,)), network_run(hidden=(128, 1))),
    "six classes": network_scenario(network_run(data=network_data(90, 30, classes=6))),
    "batch of one": network_scenario(network_run(batch_size=1, **PLAIN)),
    "dropout and jitter": network_scenario(network_run(keep_prob=0.5, augment=0.3)),
    "norm after": network_scenario(network_run(batch_norm="after"), network_run()),
    "other classes": other_classes(),
    "early stopping": network_scenario(
        network_run(learning_rate=0.5, patience=1, label="stops"), network_run(), epochs=9
    ),
    "diverged": network_scenario(
        network_run("gd", 1e200, batch_norm=False, label="away"), network_run(label="stays")
    ),
    "all diverged": network_scenario(*[network_run("gd", 1e200, batch_norm=False)] * 2),
    "no dev": network_scenario(network_run(data=network_data(40, 0, 0)), network_run()),
    "frozen": network_scenario(network_run(frozen=(1, 2, 3)), network_run(frozen=(1,))),
    "zeros": network_scenario(network_run(init="zeros"), network_run(init="zeros", **PLAIN)),
    "huge weights": network_scenario(network_run(init_scale=1e150, batch_norm=False)),
    "one epoch of one batch": network_scenario(network_run(batch_size=64), epochs=1),
    "one class": network_scenario(network_run(data=network_data(40, 10, classes=1))),
    "words": replace(
        network_scenario(
            network_run(label="[red]"),
            network_run(label="🎉 👩‍🚀"),
            network_run(label="x" * 40),
            network_run(label=WIDE),
            cues=(Cue(0, f"{WIDE}\n[/] {WIDE}", pause=False), Cue(4, "v̂" * 60, pause=True)),
        ),
        title=f"[@click=app.quit]{WIDE}",
        chapter=WIDE,
    ),
}
SIZES = [(160, 48), (80, 24)]
SMALL = [(60, 20), (40, 12), (1, 1), (97, 29)]
LOOKS = ("home", "right", "end", "y", "u", "s", "m", "x", "b", "S", "U", "Y", "b", "b", "1")


def session(pilot: Pilot[None]) -> NetworkSession:
    assert isinstance(pilot.app.screen, NetworkScreen)
    return pilot.app.screen.session


def words(pilot: Pilot[None]) -> str:
    return "\n".join(text(pilot))


def whole(pilot: Pilot[None]) -> None:
    """Every row is as wide as its widget, and the step is told once."""
    for widget in pilot.app.screen.query(Canvas):
        for y in range(widget.size.height if widget.display else 0):
            strip = widget.render_line(y)
            assert sum(cell_len(segment.text) for segment in strip) == widget.size.width
    now = session(pilot)
    assert sum(f" {now.cursor}/{now.trace.scenario.steps} " in row for row in text(pilot)) == 1


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_all_of_it_can_be_looked_at(
    started: Started, size: tuple[int, int], name: str
) -> None:
    made = EXTREMES[name]
    async with started(made, size=size) as pilot:
        for _ in range(5 if size == (80, 24) else 3):  # as many as there are panels
            for key in (*LOOKS, "v", "down"):
                pilot.app.simulate_key(key)
            await pilot.pause()
            whole(pilot)
        pilot.app.simulate_key("m")
        for smaller in SMALL:
            await pilot.resize_terminal(*smaller)
            pilot.app.simulate_key("left")
            await pilot.pause()
            if smaller > (39, 11):
                whole(pilot)


@pytest.mark.parametrize("name", sorted({"words", *sorted(EXTREMES)[::4]}))
async def test_much_of_it_in_ascii(started: Started, name: str) -> None:
    async with started(EXTREMES[name], size=(120, 40), ascii_only=True) as pilot:
        for key in ("end", "v", "v", "v", "m"):
            pilot.app.simulate_key(key)
            await pilot.pause()
            assert words(pilot).isascii(), key
            whole(pilot)


async def test_words_are_shown_literally(started: Started) -> None:
    async with started(EXTREMES["words"], size=(160, 48)) as pilot:
        shown = words(pilot)
        assert "[@click=app.quit]世界" in shown
        assert "◆ [red]" in shown
        assert "▼ 🎉 👩‍🚀" in shown


async def test_a_diverged_run_is_marked_from_its_step_on(started: Started) -> None:
    async with started(EXTREMES["diverged"], size=(160, 48)) as pilot:
        gone = session(pilot).trace.runs[0].diverged
        assert gone is not None
        for _ in range(gone.step - 1):
            await pilot.press("right")
        assert "✗ diverged" not in words(pilot)
        await pilot.press("right")
        await pilot.pause()
        assert f"✗ diverged at {gone.step}" in words(pilot)
        await pilot.press("end")
        await pilot.pause()
        assert session(pilot).cursor == session(pilot).trace.scenario.steps
        assert "dev error" in words(pilot), "the other run goes on"


async def test_a_run_that_stops_early_says_so(started: Started) -> None:
    async with started(EXTREMES["early stopping"], size=(240, 70)) as pilot:
        run = session(pilot).trace.runs[0]
        assert run.stopped is not None
        await pilot.press("end")
        await pilot.pause()
        assert "stopped" in words(pilot)
        await pilot.press("home")
        await pilot.pause()
        assert "stopped" not in words(pilot)


async def test_stepping_over_a_phase_with_other_classes_and_back(started: Started) -> None:
    async with started(EXTREMES["other classes"], size=(160, 48)) as pilot:
        await pilot.press("v", "greater_than_sign", "greater_than_sign")
        await pilot.pause()
        before = text(pilot)
        classes = [view.state.stage.network.classes for view in pilot.app.screen.networks.views]  # type: ignore
        assert classes == [2, 2]
        await pilot.press("right")
        await pilot.pause()
        classes = [view.state.stage.network.classes for view in pilot.app.screen.networks.views]  # type: ignore
        assert classes == [3, 2]
        assert text(pilot) != before
        await pilot.press("left")
        await pilot.pause()
        assert text(pilot) == before


async def test_without_dev_the_errors_are_those_on_train(started: Started) -> None:
    made = network_scenario(network_run(data=network_data(40, 0, 0)))
    for size in (*SIZES, *SMALL[:2]):
        async with started(made, size=size) as pilot:
            await pilot.press("end")
            await pilot.pause()
            rows = "\n".join(text(pilot)[1:])
            assert "train" in rows
            assert " dev " not in rows
