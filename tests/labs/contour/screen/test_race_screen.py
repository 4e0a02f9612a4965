"""What the race screen shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piloted import Started, nothing, text
from races import scenario, setup
from textual.geometry import Region

from tuiopt.labs.contour.screen.arrangement import arrange
from tuiopt.labs.contour.screen.keys import RACE
from tuiopt.labs.contour.screen.screen import ContourScreen
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.standing import gradient_norm
from tuiopt.picture.numbers import number
from tuiopt.scenario.model import Cue

MADE = scenario(
    setup("gd", 0.5, label="GD"),
    setup("adam", 0.3, label="Adam"),
    setup("gd", 3.0, label="Wild"),
    steps=60,
    cues=(Cue(0, "They start.", pause=False), Cue(12, "[red]Look[/] here.", pause=True)),
)

SIZES = [(40, 12), (59, 19), (60, 20), (80, 24), (100, 30), (120, 40), (160, 48), (240, 70)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["dark", "light", "projector"])
async def test_every_size_shows_the_step_and_the_map(
    started: Started, size: tuple[int, int], theme: str
) -> None:
    async with started(MADE, size=size, theme=theme) as pilot:
        rows = text(pilot)
        assert sum(" 0/60 " in row for row in rows) == 1
        assert sum(any("⠁" <= char <= "⣿" for char in row) for row in rows) >= size[1] // 3
        await pilot.press("end")
        assert sum(" 60/60 " in row for row in text(pilot)) == 1


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (10, 3)])
async def test_a_window_that_is_too_small_says_so(started: Started, size: tuple[int, int]) -> None:
    async with started(MADE, size=size) as pilot:
        rows = text(pilot)
        assert rows[0].strip() == "0/60"
        assert " ".join(row.strip() for row in rows[1:]).startswith("make the")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("space play" in row for row in text(pilot))


async def test_the_numbers_are_the_traces(started: Started) -> None:
    trace = solve(MADE)
    async with started(MADE, size=(160, 48)) as pilot:
        await pilot.press("L", "right", "right", "down")
        rows = text(pilot)
        runs = pilot.app.screen.query_one("#runs").region
        table = [row[runs.x : runs.right] for row in rows[runs.y : runs.bottom]]
        for run in trace.runs[:2]:
            (row,) = (row for row in table if f" {run.setup.label} " in row)
            assert number(float(run.column("loss")[12])) in row
            assert number(gradient_norm(MADE.problem, run, 12)) in row
        adam = trace.runs[1]
        card = pilot.app.screen.query_one("#card").region
        lines = [row[card.x : card.right].split() for row in rows[card.y : card.bottom]]
        assert lines[0][1:4] == ["Adam,", "step", "12"]

        def both(name: str) -> list[str]:
            return [number(float(adam.column(f"{name}{axis}")[12])) for axis in "xy"]

        assert any(line[:1] == ["g"] and line[-2:] == both("grad_") for line in lines)
        results = [line for line in lines if line[:1] == ["="]]
        names = ("v_", "v_hat_", "s_", "s_hat_", "update_", "")
        assert results == [["=", x, "=", y] for x, y in map(both, names)]
        chart = pilot.app.screen.query_one("#loss").region
        curves = "\n".join(row[chart.x : chart.right] for row in rows[chart.y : chart.bottom])
        for run in trace.runs[:2]:
            assert f"{run.setup.label} {number(float(run.column('loss')[12]))}" in curves


async def test_a_diverged_run_is_marked_from_its_step_on_and_the_others_go_on(
    started: Started,
) -> None:
    wild = solve(MADE).runs[2].diverged
    assert wild is not None
    async with started(MADE, size=(160, 48)) as pilot:
        for _ in range(wild.step - 1):
            await pilot.press("right")
        assert not any("✗" in row for row in text(pilot))
        await pilot.press("right")
        assert any(f"✗ at {wild.step}: |y| → ∞" in row for row in text(pilot))
        await pilot.press("end")
        assert any(" 60/60 " in row for row in text(pilot))


async def test_a_run_that_differs_from_the_printed_rule_says_so(started: Started) -> None:
    plain, corrected = setup("adam", 0.3), setup("momentum", 0.3)
    made = scenario(
        replace(plain, bias_correction=False), replace(corrected, bias_correction=True), plain
    )
    async with started(made, size=(160, 48)) as pilot:
        assert "does not correct the bias: v and s stand" in "\n".join(text(pilot))
        await pilot.press("down")
        assert "corrects the bias: v is divided by 1 − β^t" in "\n".join(text(pilot))
        await pilot.press("down")
        assert "the bias:" not in "\n".join(text(pilot))


async def test_cue_texts_are_shown_literally(started: Started) -> None:
    async with started(MADE) as pilot:
        assert "They start." in text(pilot)[-3]
        await pilot.press("n")
        assert "2 of 2  [red]Look[/] here." in text(pilot)[-3]


@pytest.mark.parametrize("title", ["[/]", "[red", "[@click=app.quit]x[/]", "日本語 🎉", "%s {0}"])
async def test_titles_are_shown_literally(started: Started, title: str) -> None:
    async with started(replace(MADE, title=title)) as pilot:
        assert title in text(pilot)[0]


async def test_ascii_mode_writes_ascii_alone(started: Started) -> None:
    made = replace(MADE, title="Überschrift α → ∞")
    async with started(made, size=(160, 48), ascii_only=True) as pilot:
        for key in ("right", "down", "question_mark", "escape", "o", "escape"):
            await pilot.press(key)
            for row in text(pilot):
                assert row.isascii(), (key, row)


async def test_a_trace_that_arrives_later_changes_nothing_on_the_screen(started: Started) -> None:
    """The kernels' trace has the interpreter's bits."""
    async with started(MADE) as pilot:
        await pilot.press("L", "right")
        before = text(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContourScreen)
        screen._solved(solve(MADE))
        await pilot.pause()
        assert text(pilot) == before


KEYS = [
    key for row in RACE for key in row.keys.split(",") if key not in ("o", "q", "ctrl+z", "space")
]


@settings(max_examples=12, deadline=None)
@given(keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=12))
async def test_after_any_keys_the_screen_is_as_if_opened_at_that_step(keys: list[str]) -> None:
    from tuiopt.app.app import TuioptApp
    from tuiopt.labs.contour.screen import solving

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "beginning", solve)
        patch.setattr(solving, "solve", nothing)
        shown = []
        for replay in (False, True):
            app = TuioptApp(MADE)
            async with app.run_test(size=(100, 30)) as pilot:
                while not isinstance(app.screen, ContourScreen):
                    await pilot.pause()
                screen = app.screen
                if not replay:
                    for key in keys:
                        await pilot.press(key, *(["escape"] if key == "question_mark" else []))
                    ended, theme = screen.session, app.theme
                else:
                    while app.theme != theme:
                        await pilot.press("t")
                    screen._show(ended)
                await pilot.pause()
                shown.append([str(strip._segments) for strip in screen._compositor.render_strips()])
        assert shown[0] == shown[1]


def test_nothing_overlaps_and_nothing_sticks_out_at_any_size() -> None:
    for width in range(1, 260, 3):
        for height in range(1, 120, 2):
            screen = Region(0, 0, width, height)
            for panel in range(3):
                places = list(arrange(width, height, 8, panel).places.values())
                assert all(screen.contains_region(place) for place in places), (width, height)
                assert all(place.area for place in places), (width, height)
                for i, place in enumerate(places):
                    assert not any(place.overlaps(other) for other in places[i + 1 :])
