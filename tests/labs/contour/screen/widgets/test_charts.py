"""The charts of losses and averages, mostly without a screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from races import scenario, setup
from rich.color import Color
from staging import change, staged
from textual.app import App, ComposeResult

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.chart import Chart
from tuiopt.app.widgets.rows import Row, as_strip, changed
from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.labs.contour.screen.widgets.averages import AveragesChart
from tuiopt.labs.contour.screen.widgets.loss import LossChart
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, Divergence, columns
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.picture.slots import run_slots

pytestmark = pytest.mark.filterwarnings("error")

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
FOUR = (setup("gd", 0.95), setup("momentum", 0.95), setup("rmsprop", 0.25), setup("adam", 0.3))


def set_up(chart: Chart, trace: ContourTrace, cursor: int, selected: int = 0, **more: Any) -> Chart:
    """Sets a chart's reactives without a screen."""
    slots = tuple(run_slots([run.optimizer.name for run in trace.scenario.runs]))
    state = {"trace": trace, "slots": slots, "cursor": cursor, "selected": selected, **more}
    return staged(chart, **state)


def loss(trace: ContourTrace, cursor: int, selected: int = 0, **more: Any) -> Chart:
    return set_up(LossChart(), trace, cursor, selected, **more)


def text(rows: Sequence[Row]) -> list[str]:
    return [row.text for row in rows]


def traced(
    losses: Sequence[float], steps: int | None = None, run: ContourRun = FOUR[0]
) -> ContourRunTrace:
    """A run that never moves and has these losses."""
    rows = np.zeros((len(losses), len(columns(run.optimizer))))
    rows[:, 1:3] = run.start
    rows[:, 3] = losses
    gone = steps is not None and len(losses) <= steps
    return ContourRunTrace(
        run, rows, Divergence(len(losses), "f", None, math.inf) if gone else None, None
    )


def race(*losses: Sequence[float]) -> ContourTrace:
    """Runs with given losses; those that end early have diverged."""
    steps = max(map(len, losses)) - 1
    runs = [setup(label=f"run {i}") for i in range(len(losses))]
    made = tuple(traced(loss, steps, run) for loss, run in zip(losses, runs, strict=True))
    return ContourTrace(scenario(*runs, steps=max(steps, 1)), made, steps)


def test_curves_end_in_sign_name_and_value_apart_from_each_other() -> None:
    trace = solve(scenario(*FOUR, steps=60))
    rows = text(loss(trace, 18, selected=3).rows(LOOK, 60, 14))
    found = [row for row in rows if any(sign in row for sign in "●▲■◆")]
    assert len(found) == 4
    for run in trace.runs:
        assert sum(run.setup.label in row for row in rows) == 1
    assert rows[0].startswith("Loss ──")
    assert rows[0].endswith(" log scale")


@pytest.mark.parametrize("make", [LossChart, lambda: AveragesChart("x")])
def test_a_line_stands_at_the_cursor(make: Any) -> None:
    trace = solve(scenario(FOUR[3], steps=60))
    rows = text(set_up(make(), trace, 30).rows(LOOK, 60, 14))
    column = next(row.index("│") for row in rows if "│" in row)
    assert {row[column] for row in rows[1:-1]} <= {"│", "◆", "•"}


def test_names_stand_left_of_the_cursor_where_the_right_has_no_room() -> None:
    trace = solve(scenario(FOUR[0], steps=25))
    row = next(row for row in text(loss(trace, 25).rows(LOOK, 30, 8)) if "●" in row)
    assert row.rstrip().endswith("gd ●")


@pytest.mark.parametrize("cursor", [0, 1, 7, 24, 25, 26, 130, 400])
@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize("make", [LossChart, lambda: AveragesChart("y")])
def test_nothing_depends_on_the_future(cursor: int, noise: float, make: Any) -> None:
    """A trace that ends at the cursor gives the same picture, so a longer one does not flicker."""
    trace = solve(scenario(*FOUR, steps=400, noise=noise))
    short = tuple(replace(run, rows=run.rows[: cursor + 1]) for run in trace.runs)
    part = ContourTrace(trace.scenario, short, cursor)
    chart = set_up(make(), part, cursor, 3)
    before = chart.rows(LOOK, 50, 12)
    set_up(chart, trace, cursor, 3)
    after = chart.rows(LOOK, 50, 12)
    assert not any(changed(a, b) for a, b in zip(before, after, strict=True))


def test_a_run_that_diverged_ends_in_a_gap_and_squashes_nothing() -> None:
    trace = solve(scenario(setup("gd", 0.5), setup("gd", 40.0, label="wild"), steps=60))
    step = trace.runs[1].diverged
    assert step is not None
    chart = loss(trace, 40)
    rows = text(chart.rows(LOOK, 60, 14))
    assert sum(f"▼ ✗ diverged at {step.step}" in row for row in rows) == 1
    assert not any("wild" in row for row in rows)
    narrow = text(chart.rows(LOOK, 24, 10))
    assert any(f"▼ ✗ {step.step}" in row for row in narrow)
    labels = [row[:6].strip() for row in rows[1:-1]]
    assert "100" not in labels
    assert "1" in labels
    before = text(loss(trace, step.step - 1).rows(LOOK, 60, 14))
    assert not any("✗" in row for row in before)


def test_hidden_runs_are_not_drawn() -> None:
    trace = solve(scenario(*FOUR, steps=60))
    rows = text(loss(trace, 18, hidden=frozenset({1, 2})).rows(LOOK, 60, 14))
    assert not any(sign in row for row in rows for sign in "▲■")
    none = text(loss(trace, 18, hidden=frozenset(range(4))).rows(LOOK, 60, 14))
    assert not any(sign in row for row in none for sign in "●▲■◆")


@pytest.mark.parametrize(
    ("losses", "kind"),
    [
        ([3.0] * 30, "linear"),
        ([0.0] * 30, "linear"),
        ([3.0], "linear"),
        ([5e-324, 0.0] * 20, "linear"),
        ([1e300, 1e-300] * 200, "log"),
        ([1.7e308, -1.7e308] * 30, "linear"),
        ([8.0, 0.1, -0.5, -3.0], "linear"),
        ([8.0, 0.5, 1e-3, 0.0, 0.0], "log"),
        ([1e16, 1e16 + 2] * 8, "linear"),
    ],
)
def test_any_loss_has_an_axis(losses: list[float], kind: str) -> None:
    trace = race(losses)
    for cursor in {0, trace.solved // 2, trace.solved}:
        rows = loss(trace, cursor).rows(LOOK, 60, 12)
        assert [as_strip(row).cell_length for row in rows] == [60] * 12
    assert f"{kind} scale" in rows[0].text


def test_what_a_logarithmic_axis_cuts_off_is_said() -> None:
    trace = race([8.0, 0.5, 1e-3, 0.0, 0.0])
    assert "log scale ─" not in loss(trace, 3).rows(LOOK, 60, 12)[0].text
    assert loss(trace, 3).rows(LOOK, 60, 12)[0].text.endswith("log scale, lower cut off")
    assert loss(trace, 2).rows(LOOK, 60, 12)[0].text.endswith(" log scale")


def test_many_steps_are_a_mean_with_a_sparse_hatch_for_the_selected_run() -> None:
    rng = np.random.default_rng(1)
    trace = race(*(10.0 ** rng.uniform(-3, 0, (2, 2001))))
    rows = loss(trace, 2000).rows(LOOK, 50, 12)
    assert "mean of 57 steps, log scale" in rows[0].text
    plot = "".join(row.text[7:42] for row in rows[1:-1])
    braille = [char for char in plot if 0x2800 < ord(char) < 0x2900]
    assert len(braille) > 100
    assert "⣿" not in braille


def test_without_colour_signs_tell_curves_apart() -> None:
    trace = solve(scenario(*FOUR, steps=60))
    grey = replace(LOOK, color=False)
    plain = "".join(text(loss(trace, 60, selected=3).rows(LOOK, 100, 20)))
    signed = "".join(text(loss(trace, 60, selected=3).rows(grey, 100, 20)))
    for sign in "●▲■":
        assert signed.count(sign) > plain.count(sign) + 3
    assert signed.count("◆") == plain.count("◆")


@pytest.mark.parametrize("size", [(24, 5), (28, 10), (50, 12), (100, 20), (10, 4), (1, 1), (0, 0)])
@pytest.mark.parametrize("look", [LOOK, Look(PALETTES["light"], ASCII, False, False)])
@pytest.mark.parametrize("make", [LossChart, lambda: AveragesChart("x")])
def test_every_size_and_letter_fits(size: tuple[int, int], look: Look, make: Any) -> None:
    runs = (replace(FOUR[3], label="名前がとても長い"), *FOUR[:3], setup("gd", 40.0, label="wild"))
    trace = solve(scenario(*runs, steps=300))
    chart = make()
    for cursor in (0, 1, 24, 100, 299):
        rows = [*map(as_strip, set_up(chart, trace, cursor).rows(look, *size))]
        assert len(rows) <= size[1]
        assert all(row.cell_length == size[0] for row in rows)
        assert all(sum(part.cell_length for part in row) == size[0] for row in rows)
        if look.signs.ascii_only:
            assert all(row.text.isascii() for row in rows)


def test_a_loss_beyond_the_axis_waits_at_its_edge_with_an_arrow() -> None:
    trace = solve(scenario(setup("gd", 0.5), setup("gd", 1.2, label="wild"), steps=25))
    assert trace.runs[1].diverged is None
    for width in (28, 60):
        rows = text(loss(trace, 20).rows(LOOK, width, 12))
        assert "▼↑" in rows[1]
        assert "●↑" not in "".join(rows)
        assert "●↓" not in "".join(rows)


def test_every_swing_is_connected_where_a_column_is_a_step_or_two() -> None:
    trace = race([1.0] * 241, [10.0, 1000.0] * 120 + [10.0])

    def ink(width: int, steps: int) -> int:
        chart = loss(trace, steps).rows(LOOK, width, 12)
        color = Color.from_rgb(*LOOK.palette.runs[run_slots(["gd", "gd"])[1]])
        return sum(
            bin(ord(c) - 0x2800).count("1")
            for row in chart
            for part in as_strip(row)
            if part.style is not None and part.style.color == color
            for c in part.text
            if "⠀" <= c <= "⣿"
        )

    assert ink(60, 40) > 4 * ink(60, 240) > 0


def test_the_legend_names_what_the_run_has_and_its_values() -> None:
    trace = solve(scenario(*FOUR, steps=60))
    row = trace.runs[3].rows[18]
    chart = set_up(AveragesChart("x"), trace, 18, 3)
    wide = chart.rows(LOOK, 100, 12)[0].text
    for entry in ("• g", "─ v\u0302", "┄ v", "█ ±√s\u0302"):
        assert entry in wide
    assert f"{row[4]:.4f}".replace("-", "−") in wide
    narrow = chart.rows(LOOK, 50, 12)[0].text
    assert narrow.endswith("• g  ─ v\u0302  ┄ v  █ ±√s\u0302")
    assert chart.rows(LOOK, 28, 12)[0].text.endswith("• g  ─ v\u0302")
    assert set_up(AveragesChart("y"), trace, 18, 0).rows(LOOK, 40, 9)[0].text.count("v") == 1


def test_averages_before_the_first_step_are_empty() -> None:
    trace = solve(scenario(FOUR[3], steps=60))
    rows = text(set_up(AveragesChart("x"), trace, 0).rows(LOOK, 50, 12))
    assert [row[:6].strip() for row in rows[1:-1] if row[:6].strip()] == ["0"]
    assert not any("◆" in row for row in rows)


def test_a_run_that_leaves_does_not_squash_its_averages() -> None:
    trace = solve(scenario(setup("gd", 2.0), steps=200))
    assert trace.runs[0].diverged is not None
    rows = text(set_up(AveragesChart("y"), trace, trace.solved).rows(LOOK, 50, 12))
    labels = [row[:6].strip() for row in rows[1:-1] if row[:6].strip()]
    assert "−10" in labels


def test_a_start_beside_which_the_rest_is_flat_is_cut_off() -> None:
    gradients = np.concatenate(([math.nan], np.full(20, 1000.0), np.full(180, 0.7)))
    run = replace(traced([1.0] * 201), rows=traced([1.0] * 201).rows.copy())
    run.column("grad_x")[:] = gradients
    trace = ContourTrace(scenario(run.setup, steps=200), (run,), 200)

    def top(cursor: int) -> str:
        rows = text(set_up(AveragesChart("x"), trace, cursor).rows(LOOK, 50, 12))
        return next(row[:6].strip() for row in rows[1:] if row[:6].strip())

    assert (top(20), top(60), top(84), top(200)) == ("1000", "1000", "0.6", "0.6")


def test_of_most_rows_nothing_is_drawn_anew() -> None:
    trace = solve(scenario(*FOUR, steps=2000, noise=0.3))
    chart = set_up(AveragesChart("x"), trace, 1800, 3)
    before = chart.rows(LOOK, 50, 12)
    set_up(chart, trace, 1801, 3)
    after = chart.rows(LOOK, 50, 12)
    assert sum(not changed(a, b) for a, b in zip(before, after, strict=True)) >= 8


def test_a_cursor_of_another_race_is_no_danger() -> None:
    long, short = (solve(scenario(*FOUR, steps=steps)) for steps in (200, 30))
    chart = loss(long, 200)
    chart.rows(LOOK, 50, 12)
    rows = loss(short, 200).rows(LOOK, 50, 12)
    assert text(rows) == text(loss(short, 30).rows(LOOK, 50, 12))


async def test_charts_follow_their_reactives_on_a_screen() -> None:
    trace = solve(scenario(*FOUR, steps=60))

    class Screen(App[None]):
        def compose(self) -> ComposeResult:
            yield LossChart(id="loss")
            yield AveragesChart("x", id="averages-x")

    app = Screen()
    async with app.run_test(size=(60, 24)) as pilot:
        for chart in app.query(Chart):
            chart.styles.height = 12
            chart.look = LOOK
            change(chart, trace=trace, cursor=18, selected=3)
        await pilot.pause()
        losses, curves = app.query_one(LossChart), app.query_one(AveragesChart)
        assert losses.render_line(0).text.startswith("Loss ─")
        assert curves.render_line(0).text.startswith("Averages, x ─")
        assert any("▲" in losses.render_line(y).text for y in range(12))
        change(losses, hidden=frozenset({1}))
        await pilot.pause()
        assert not any("▲" in losses.render_line(y).text for y in range(12))
