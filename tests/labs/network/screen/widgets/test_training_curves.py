"""The chart of losses and errors over epochs, mostly without a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase
from network_traces import cut_off, traced, trained, with_losses
from staging import change, staged
from textual.app import App, ComposeResult

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.chart import Chart
from tuiopt.app.widgets.rows import Row, as_strip, changed
from tuiopt.labs.contour.screen.widgets.rates import RatesChart
from tuiopt.labs.network.screen.widgets.curves import TrainingCurves
from tuiopt.labs.network.solve.trace import BATCH_LOSS, NetworkTrace
from tuiopt.labs.network.solve.training import train
from tuiopt.picture.numbers import number, percent
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.picture.slots import run_slots

pytestmark = pytest.mark.filterwarnings("error")

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["light"], ASCII, fill=False, color=False)

BARE = network_run("gd", label="bare", batch_size=40)
OTHER = network_run("momentum", label="other", batch_size=16)
PAIR = network_scenario(BARE, OTHER, epochs=60)
FALLING = [1.0 / (1 + epoch) for epoch in range(61)]
RISING = [1.0 / (1 + epoch) if epoch < 20 else 0.05 + 0.02 * (epoch - 19) for epoch in range(61)]
TRACE = with_losses(PAIR, (FALLING, RISING), ([2 * loss for loss in FALLING], FALLING))


def set_up(chart: Chart[Any], trace: NetworkTrace, cursor: int, **more: Any) -> Chart[Any]:
    """Sets a chart's reactives without a screen."""
    slots = tuple(run_slots([run.optimizer.name for run in trace.scenario.runs]))
    return staged(chart, **{"trace": trace, "slots": slots, "cursor": cursor, **more})


def curves(trace: NetworkTrace, cursor: int, **more: Any) -> Chart[Any]:
    return set_up(TrainingCurves(), trace, cursor, **more)


def text(rows: Sequence[Row]) -> list[str]:
    return [row.text for row in rows]


def with_ends(**how: int) -> NetworkTrace:
    """The second run has stopped, or diverged."""
    epochs = how.get("stopped", how.get("diverged", 0) // 3)
    second = trained(PAIR, 1, TRACE.runs[1].epochs[: epochs + 1].tolist(), **how)
    return replace(TRACE, runs=(TRACE.runs[0], second))


def test_runs_end_in_sign_name_and_the_value_of_the_last_complete_epoch() -> None:
    for cursor in (30, 31, 32):
        rows = text(curves(TRACE, cursor).rows(LOOK, 60, 16))
        for run, sign in zip(TRACE.runs, "●▲", strict=True):
            told = f"{sign} {run.setup.label} {number(float(run.epochs[10, 0]))}"
            assert sum(told in row for row in rows) == 1
        wrong = text(curves(TRACE, cursor, quantity="error").rows(LOOK, 60, 16))
        assert sum(f"● bare {percent(float(TRACE.runs[0].epochs[10, 2]))}" in row for row in wrong)


def test_dev_has_an_end_of_its_own_where_it_is_far_from_train() -> None:
    rows = text(curves(TRACE, 120).rows(LOOK, 60, 16))
    assert any(f"┄ dev {number(RISING[40])}" in row for row in rows)
    early = text(curves(TRACE, 30).rows(LOOK, 60, 16))
    assert not any("┄ dev" in row for row in early[1:])
    other = text(curves(TRACE, 120, selected=1).rows(LOOK, 60, 16))
    assert any(f"┄ dev {number(FALLING[40])}" in row for row in other)


def test_the_horizontal_axis_has_epochs_and_doubles() -> None:
    for cursor, shown in ((0, "20"), (75, "20"), (76, "60"), (180, "60")):
        labels = text(curves(TRACE, cursor).rows(LOOK, 60, 16))[-1].split()
        assert labels[0] == "0"
        assert labels[-1] == shown
    short = with_losses(network_scenario(BARE, epochs=2), ([1.0, 0.5, 0.4], [1.0, 0.5, 0.4]))
    assert text(curves(short, 1).rows(LOOK, 60, 16))[-1].split() == ["0", "1", "2"]


def test_the_legend_tells_train_from_dev_and_the_scale() -> None:
    facts = "── train  ┄┄ dev  log scale"
    assert text(curves(TRACE, 180).rows(LOOK, 60, 16))[0].endswith(f"faint: batches  {facts}")
    assert text(curves(TRACE, 180).rows(LOOK, 48, 16))[0].endswith(f"─ {facts}")
    assert text(curves(TRACE, 180).rows(LOOK, 28, 16))[0].endswith("─ log scale")
    assert text(curves(TRACE, 3).rows(LOOK, 48, 16))[0].endswith(" linear scale")
    errors = text(curves(TRACE, 180, quantity="error").rows(LOOK, 60, 16))
    assert errors[0].startswith("Error ─")
    assert errors[0].endswith("─ ── train  ┄┄ dev  in %")
    assert [row[:6].strip() for row in errors[1:-1] if row[:6].strip()][-1] == "0"


@pytest.mark.parametrize("quantity", ["loss", "error"])
@pytest.mark.parametrize("cursor", [0, 1, 2, 3, 4, 29, 30, 75, 76, 77, 100, 179, 180])
@pytest.mark.parametrize("how", [{}, {"diverged": 77}, {"stopped": 25, "best": 20}])
def test_nothing_depends_on_the_future(cursor: int, quantity: str, how: dict[str, int]) -> None:
    """A trace that ends at the cursor gives the same picture, so a longer one does not flicker."""
    trace = with_ends(**how)
    for selected in (0, 1):
        chart = curves(cut_off(trace, cursor), cursor, selected=selected, quantity=quantity)
        before = chart.rows(LOOK, 50, 12)
        after = set_up(chart, trace, cursor).rows(LOOK, 50, 12)
        assert not any(changed(a, b) for a, b in zip(before, after, strict=True))


def test_nothing_depends_on_the_future_of_a_real_training() -> None:
    runs = [network_run("adam", 0.05, label="a", patience=2), network_run("gd", 1.0, batch_size=5)]
    trace = train(network_scenario(*runs, epochs=12))
    chart = TrainingCurves()
    for cursor in range(0, trace.scenario.steps + 1, 5):
        before = set_up(chart, cut_off(trace, cursor), cursor).rows(LOOK, 41, 10)
        after = set_up(chart, trace, cursor).rows(LOOK, 41, 10)
        assert not any(changed(a, b) for a, b in zip(before, after, strict=True))


def test_a_run_that_diverged_ends_where_it_did() -> None:
    trace = with_ends(diverged=77)
    rows = text(curves(trace, 120).rows(LOOK, 60, 14))
    assert sum("▲ ✗ diverged at 77" in row for row in rows) == 1
    assert not any("other" in row for row in rows)
    before = text(curves(trace, 76).rows(LOOK, 60, 14))
    assert not any("✗" in row for row in before)
    at_once = with_ends(diverged=1)
    assert any("▲ ✗" in row for row in text(curves(at_once, 1).rows(LOOK, 60, 14)))


def test_a_run_that_stopped_early_is_marked_at_its_best_epoch() -> None:
    trace = with_ends(stopped=25, best=20)
    rows = text(curves(trace, 120).rows(LOOK, 84, 16))
    (best,) = [row for row in rows if re.search("▲.best 20", row)]
    (stop,) = [row for row in rows if "stopped at 25" in row]
    assert f"▲ other {number(float(TRACE.runs[1].epochs[25, 0]))}, stopped at 25" in stop
    label = rows[-1].index("20")
    assert abs(best.index("▲") - label) <= 1
    assert label < stop.index("▲ other") < rows[-1].index("30")
    assert not any("best" in row for row in text(curves(trace, 74).rows(LOOK, 84, 16)))


def test_a_run_that_never_stopped_is_marked_once_it_has_ended() -> None:
    runs = tuple(replace(run, best=19) for run in TRACE.runs)
    trace = replace(TRACE, runs=(runs[0], TRACE.runs[1]))
    assert any(re.search("●.best 19", row) for row in text(curves(trace, 180).rows(LOOK, 84, 16)))
    assert not any("best" in row for row in text(curves(trace, 179).rows(LOOK, 84, 16)))


def test_each_stage_but_the_first_has_its_number_where_it_begins() -> None:
    staged = phase(phase(BARE, 11), 21, data=network_data(80))
    scenario = network_scenario(staged, epochs=30)
    rows = text(curves(traced(scenario), 4).rows(LOOK, 84, 12))
    top, labels = rows[1], rows[-1]
    assert [abs(top.index(n) - labels.index(at)) <= 1 for n, at in (("2", "10"), ("3", "20"))]
    assert top.index("2") < top.index("3")
    assert "2" not in text(curves(TRACE, 4).rows(LOOK, 84, 12))[1][7:]


def test_without_dev_there_is_one_line_a_run_and_no_legend() -> None:
    scenario = network_scenario(network_run(data=network_data(dev=0)), epochs=30)
    rows = text(curves(traced(scenario), 60).rows(LOOK, 60, 14))
    assert rows[0].endswith("─ faint: batches  linear scale")
    assert any("◆ adam 0.3" in row for row in rows)


def test_hidden_runs_are_not_drawn() -> None:
    rows = text(curves(TRACE, 60, hidden=frozenset({1})).rows(LOOK, 60, 14))
    assert not any("▲" in row for row in rows)
    none = text(curves(TRACE, 60, hidden=frozenset({0, 1})).rows(LOOK, 60, 14))
    assert not any(sign in row for row in none for sign in "●▲")
    first = "".join(text(curves(TRACE, 60, hidden=frozenset({0})).rows(LOOK, 60, 14)))
    assert "●" not in first


def test_what_is_not_finite_or_not_scored_yet_has_no_place() -> None:
    rows = np.array(TRACE.runs[0].epochs)
    rows[0] = np.nan
    rows[5:, :2] = np.inf
    broken = replace(TRACE.runs[0], epochs=rows)
    trace = replace(TRACE, runs=(broken, TRACE.runs[1]))
    for cursor in (0, 3, 30, 180):
        for quantity in ("loss", "error"):
            chart = curves(trace, cursor, quantity=quantity)
            assert len(chart.rows(LOOK, 60, 14)) == 14
    only = NetworkTrace(network_scenario(BARE, epochs=60), (broken,), 0)
    assert len(curves(only, 0).rows(LOOK, 60, 14)) == 14


def test_a_loss_that_leaves_does_not_squash_the_others() -> None:
    wild = [1.0, *(10.0**epoch for epoch in range(1, 61))]
    trace = with_losses(PAIR, (FALLING, FALLING), (wild, wild))
    rows = text(curves(trace, 90).rows(LOOK, 60, 14))
    assert "▲↑" in rows[1]
    assert max(float(row[:6]) for row in rows[1:-1] if row[:6].strip()) <= 10.0


def test_without_colour_signs_tell_curves_apart() -> None:
    grey = replace(LOOK, color=False)
    plain = "".join(text(curves(TRACE, 180, selected=1).rows(LOOK, 100, 20)))
    signed = "".join(text(curves(TRACE, 180, selected=1).rows(grey, 100, 20)))
    for sign in "●○":
        assert signed.count(sign) > plain.count(sign) + 2
    assert signed.count("▲") == plain.count("▲")


def test_dev_is_sparser_than_train() -> None:
    level = with_losses(network_scenario(BARE, epochs=25), ([1.0] * 26, [0.1] * 26))
    rows = text(curves(level, 25).rows(LOOK, 60, 14))
    dots = [sum(bin(ord(c) - 0x2800).count("1") for c in row if "⠁" <= c <= "⣿") for row in rows]
    line, dotted = sorted(dots)[-1], [n for n in sorted(dots)[:-1] if n][-1]
    assert dotted < line


@pytest.mark.parametrize("size", [(24, 5), (28, 10), (54, 16), (84, 20), (10, 4), (1, 1), (0, 0)])
@pytest.mark.parametrize("look", [LOOK, LETTERS, replace(LOOK, color=False)])
@pytest.mark.parametrize("quantity", ["loss", "error"])
def test_every_size_and_letter_fits(size: tuple[int, int], look: Look, quantity: str) -> None:
    runs = [network_run(label=f"名前{n}がとても長い", batch_size=n) for n in (40, 16, 5, 1, 7, 20)]
    runs[3] = phase(replace(runs[3], stages=network_run(batch_norm=False).stages), 9)
    scenario = network_scenario(*runs, epochs=40)
    trace = traced(scenario)
    gone = trained(scenario, 2, trace.runs[2].epochs[:9].tolist(), diverged=70)
    trace = replace(trace, runs=(*trace.runs[:2], gone, *trace.runs[3:]))
    chart = TrainingCurves()
    for cursor in (0, 1, 39, 700, scenario.steps):
        rows = set_up(chart, trace, cursor, quantity=quantity).rows(look, *size)
        assert len(rows) <= size[1]
        assert all(as_strip(row).cell_length == size[0] for row in rows)
        if look.signs.ascii_only:
            assert all(row.text.isascii() for row in rows)


@pytest.mark.parametrize("quantity", ["loss", "error"])
def test_a_chart_that_has_been_elsewhere_is_like_a_new_one(quantity: str) -> None:
    moved = TrainingCurves()
    for selected in (0, 1):
        for cursor in (120, 123, 30, 33, 0, 180, 174, 77):
            new = curves(TRACE, cursor, selected=selected, quantity=quantity).rows(LOOK, 50, 12)
            set_up(moved, TRACE, cursor, selected=selected, quantity=quantity)
            assert text(moved.rows(LOOK, 50, 12)) == text(new)


def test_without_errors_the_axis_begins_at_0() -> None:
    level = with_losses(network_scenario(BARE, epochs=25), ([0.0] * 26, [0.0] * 26))
    rows = text(curves(level, 20, quantity="error").rows(LOOK, 60, 14))
    labels = [row[:6].strip() for row in rows[1:-1] if row[:6].strip()]
    assert labels[0] == "1.0"
    assert labels[-1] == "0"


def test_losses_of_batches_are_behind_losses_alone() -> None:
    steps = np.array(TRACE.runs[0].steps)
    steps[:, BATCH_LOSS] = np.linspace(0.1, 40.0, len(steps))
    other = replace(TRACE, runs=(replace(TRACE.runs[0], steps=steps), TRACE.runs[1]))
    for quantity, same in (("loss", False), ("error", True)):
        rows, others = (
            text(curves(trace, 120, quantity=quantity).rows(LOOK, 60, 14))
            for trace in (TRACE, other)
        )
        assert (rows == others) is same
    assert text(curves(TRACE, 120, selected=1).rows(LOOK, 60, 14)) == text(
        curves(other, 120, selected=1).rows(LOOK, 60, 14)
    )


def test_what_was_drawn_stays_within_an_epoch() -> None:
    chart = curves(TRACE, 120)
    chart.rows(LOOK, 60, 16)
    before = {name: chart._kept[name][1] for name in ("behind", "curves", "history")}
    set_up(chart, TRACE, 122).rows(LOOK, 60, 16)
    assert all(chart._kept[name][1] is made for name, made in before.items())


@pytest.mark.parametrize("cursor", [0, 1, 31, 75, 76, 180])
def test_learning_rates_have_the_columns_of_the_curves_above(cursor: int) -> None:
    falls = network_schedule(BARE, "inverse-time")
    steps = network_schedule(replace(OTHER, label="by step"), "inverse-sqrt-step")
    dropped = phase(network_run("adam", label="dropped"), 31, learning_rate=0.001)
    stays = network_run("rmsprop", label="stays")
    trace = train(network_scenario(falls, steps, dropped, stays, epochs=60))
    for width in (28, 54, 84):
        above = text(curves(trace, cursor).rows(LOOK, width, 16))
        below = text(set_up(RatesChart(), trace, cursor).rows(LOOK, width, 6))
        assert above[-1] == below[-1]
        assert {row.index("│") for row in above[1:] if "│" in row} >= {
            row.index("│") for row in below[1:] if "│" in row
        }
    shown = "".join(below)
    assert "■" not in shown
    for i, sign in ((0, "●"), (1, "▲"), (2, "◆")):
        run = trace.runs[i]
        at = run.at(cursor)
        if at:
            assert sign in shown
            assert number(float(run.steps[at - 1, 0])) in shown
    cut = set_up(RatesChart(), cut_off(trace, cursor), cursor).rows(LOOK, 84, 6)
    assert text(cut) == below


async def test_the_chart_follows_its_reactives_on_a_screen() -> None:
    class Screen(App[None]):
        def compose(self) -> ComposeResult:
            yield TrainingCurves()

    app = Screen()
    async with app.run_test(size=(60, 20)) as pilot:
        chart = app.query_one(TrainingCurves)
        chart.styles.height = 16
        change(chart, look=LOOK, trace=TRACE, cursor=60)
        await pilot.pause()
        assert chart.render_line(0).text.startswith("Loss ─")
        chart.quantity = "error"
        await pilot.pause()
        assert chart.render_line(0).text.startswith("Error ─")
