"""The keys that go inside a step, look elsewhere, change the race."""

from __future__ import annotations

import pytest
from piloted import Started, text
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.app.keys import HELP
from tuiopt.app.screens.goto_screen import GotoScreen
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.staged import Staged
from tuiopt.labs.contour.screen.keys import RACE_FOOTER
from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.card import lines
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.scenario.model import Cue
from tuiopt.session.scene import Scene

MADE = scenario(
    setup("gd", 0.5, label="GD"),
    setup("momentum", 0.5, label="Momentum"),
    setup("adam", 0.3, label="Adam"),
    steps=60,
    cues=(Cue(0, "They start.", pause=False),),
)


def screen(pilot: Pilot[None]) -> ContourScreen:
    assert isinstance(pilot.app.screen, ContourScreen)
    return pilot.app.screen


def session(pilot: Pilot[None]) -> ContourSession:
    return screen(pilot).session


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(text(pilot))


async def test_brackets_walk_through_the_card_forward_and_back(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "up")
        count = lines(session(pilot).trace.runs[2])
        screens = [text(pilot)]
        for line in range(1, count + 1):
            await pilot.press("right_square_bracket")
            screens.append(text(pilot))
            if line < count:
                assert "Adam, step 11" in shown(pilot)
                assert " 10→11/60 " in shown(pilot)
                assert sum(row.rstrip().endswith("?") for row in text(pilot)) >= count - line
        assert " 11/60 " in shown(pilot)
        for before in reversed(screens[:-1]):
            await pilot.press("left_square_bracket")
            assert text(pilot) == before


async def test_g_goes_to_a_step(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("space", "g")
        assert isinstance(pilot.app.screen, GotoScreen)
        await pilot.press("3", "7", "enter")
        assert session(pilot).cursor == 37
        assert not session(pilot).playing
        await pilot.press("g", "escape")
        assert session(pilot).cursor == 37


async def test_the_view_is_zoomed_moved_and_reset(started: Started) -> None:
    async with started(MADE) as pilot:
        before = text(pilot)
        whole = session(pilot).view
        await pilot.press("z", "z")
        assert session(pilot).view != whole
        near = text(pilot)
        assert near != before
        for key in "WASD":
            await pilot.press(key)
        assert text(pilot) == near
        await pilot.press("Z")
        assert text(pilot) != near
        await pilot.press("0")
        assert text(pilot) == before


async def test_the_cross_hair_reads_and_starts_the_race_elsewhere(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "c")
        assert session(pilot).cross is not None
        assert "start here" in text(pilot)[-1]
        for key in ("right", "shift+right", "up", "shift+up", "left", "shift+left"):
            before = session(pilot).cross
            await pilot.press(key)
            assert session(pilot).cross != before
        assert session(pilot).cursor == 10
        await pilot.press("shift+right", "enter")
        cross = session(pilot).cross
        for run in session(pilot).trace.runs:
            assert tuple(run.rows[0, 1:3]) == cross
        assert session(pilot).cursor == 10
        assert "edited" in text(pilot)[0]
        await pilot.press("escape", "right")
        assert session(pilot).cross is None
        assert session(pilot).cursor == 11
        await pilot.press("r")
        assert session(pilot).trace.scenario == MADE
        assert "edited" not in text(pilot)[0]


async def test_escape_without_a_cross_hair_does_nothing(started: Started) -> None:
    async with started(MADE) as pilot:
        await pilot.press("escape", "enter")
        assert session(pilot) == ContourSession.begin(session(pilot).trace)


async def test_runs_are_hidden_and_shown_again(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("end")
        before = text(pilot)
        await pilot.press("2", "8")
        assert session(pilot).hidden == {1}
        assert not any("▲" in row[:86] for row in text(pilot))
        assert "hidden" in shown(pilot)
        await pilot.press("2")
        assert text(pilot) == before


async def test_momentum_in_both_conventions_side_by_side(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "down", "b")
        assert "Momentum no (1−β)" in shown(pilot)
        assert session(pilot).cursor == 10
        assert session(pilot).trace.runs[3].last == 60
        assert any("eff. α" in row for row in text(pilot)[:3])
        for label, rates in (("Momentum  ", ["0.5", "0.5"]), ("Momentum no (1−β)", ["0.5", "5"])):
            (row,) = (row[86:] for row in text(pilot)[:8] if label in row[86:])
            assert row.partition(label)[2].split()[:2] == rates
        for run, rate in (("down", "0.5"), ("down", "5")):
            rates = [row for row in text(pilot) if "effective rate" in row]
            assert rates
            assert rates[0].split()[-2:] == [rate, rate]
            await pilot.press(run, run)
        await pilot.press("b")
        assert session(pilot).trace.scenario == MADE


async def test_the_last_run_may_go_while_it_is_selected_and_hidden(started: Started) -> None:
    scenes: list[Scene[ContourTrace]] = []
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "down")
        before = shown(pilot)
        await pilot.press("b", "4", "down", "down")
        for widget in screen(pilot).query(Canvas).results(Staged):
            screen(pilot).watch(widget, "scene", lambda scene: scenes.append(scene), init=False)
        assert (session(pilot).selected, session(pilot).hidden) == (3, {3})
        await pilot.press("b")
        assert (session(pilot).selected, session(pilot).hidden) == (0, frozenset())
        await pilot.press("down", "b", "b")
        assert shown(pilot) == before
    assert {len(scene.trace.runs) for scene in scenes} == {3, 4}
    for scene in scenes:
        runs = len(scene.trace.runs)
        assert scene.selected < runs == len(scene.slots)
        assert scene.hidden <= set(range(runs))


async def test_what_has_no_convention_is_told(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("b")
        assert "with and without (1−β) is for momentum" in shown(pilot)
        assert session(pilot).trace.scenario == MADE


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_v_goes_through_the_folded_panels(started: Started, size: tuple[int, int]) -> None:
    async with started(MADE, size=size) as pilot:
        await pilot.press("L")
        seen = []
        for _ in range(4):
            seen.append([w.id for w in screen(pilot).query("Rows") if w.display])
            await pilot.press("v")
        assert "card" in seen[0]
        assert "loss" in seen[1]
        assert {"averages-x", "averages-y"} <= set(seen[2])
        assert seen[3] == seen[0]
        assert "v panel" in text(pilot)[-1]


async def test_v_does_nothing_where_nothing_is_folded(started: Started) -> None:
    async with started(MADE, size=(160, 48)) as pilot:
        before = text(pilot)
        await pilot.press("v")
        assert text(pilot) == before
        assert " ".join((RACE_FOOTER[0][0], RACE_FOOTER[0][1])) in text(pilot)[-1]
        assert text(pilot)[-1].rstrip().endswith(" ".join(HELP))
