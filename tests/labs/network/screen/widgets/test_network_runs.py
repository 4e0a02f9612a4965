"""The table of networks with what is wrong with each, and the line that stands for it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase
from network_traces import scored, traced, trained, with_losses
from staging import staged
from textual.app import App, ComposeResult
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.columns import FIRST
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.labs.network.screen.draw.columns import columns
from tuiopt.labs.network.screen.draw.differences import differences
from tuiopt.labs.network.screen.widgets.line import NetworkLine
from tuiopt.labs.network.screen.widgets.runs import NetworkRuns
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.picture.numbers import number, percent
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.picture.slots import run_slots

pytestmark = pytest.mark.filterwarnings("error")

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)

BARE = network_run("momentum", label="without BN", hidden=(16, 16, 16), batch_norm=False)
NORMED = network_run("gd", label="with BN", hidden=(16, 16, 16), batch_size=5)
PAIR = network_scenario(BARE, NORMED, epochs=4)
TRACE = traced(PAIR)


def shown(
    widget: RunRows[NetworkTrace], look: Look, width: int, height: int, **state: Any
) -> list[Strip]:
    trace = state.setdefault("trace", TRACE)
    slots = tuple(run_slots([run.optimizer.name for run in trace.scenario.runs]))
    strips = staged(widget, **{"slots": slots, **state}).rows(look, width, height)
    assert all(strip.cell_length == width for strip in strips)
    return strips


def table(width: int, look: Look = LOOK, height: int = 8, **state: Any) -> list[str]:
    return [strip.text.rstrip() for strip in shown(NetworkRuns(), look, width, height, **state)]


def line(width: int, look: Look = LOOK, **state: Any) -> str:
    (strip,) = shown(NetworkLine(), look, width, 1, **state)
    return strip.text.rstrip()


def ended(**how: int) -> NetworkTrace:
    """The first run has stopped, or diverged."""
    epochs = how.get("stopped", how.get("diverged", 0) // 3)
    run = trained(PAIR, 0, [scored(0, epoch) for epoch in range(epochs + 1)], **how)
    return replace(TRACE, runs=(run, TRACE.runs[1]))


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (28, "dev"),
        (40, "dev J train dev"),
        (54, "train J dev J train dev"),
        (84, "train J dev J train dev status"),
    ],
)
def test_a_narrow_table_drops_the_columns_that_matter_least(width: int, names: str) -> None:
    assert table(width)[1].split() == names.split()


def test_numbers_are_those_of_the_last_complete_epoch() -> None:
    """8 mini-batches of 5 in an epoch of one run, 3 of 16 in one of the other."""
    for cursor in range(PAIR.steps + 1):
        for i, row in enumerate(table(54, cursor=cursor)[2:4]):
            train, dev, *wrong = scored(i, cursor // 8)
            told = f"{number(train)} {number(dev)} {' '.join(map(percent, wrong))}"
            assert " ".join(row.split()).endswith(f"{PAIR.runs[i].label} {told}")


def test_sign_label_and_error_are_never_lost() -> None:
    for width in range(28, 120):
        rows = table(width, cursor=9, selected=1)[2:4]
        starts = ("  ▲ without BN ", "▌ ● with BN ")
        for row, start, dev in zip(rows, starts, (" 11.3 %", " 21.3 %"), strict=True):
            assert row.startswith(start)
            assert dev in row


def test_no_columns_touch_at_any_width() -> None:
    for label in (1, 10, 40):
        for width in range(28, 140):
            for dev in (True, False):
                for stops in (True, False):
                    place = columns(width, label, label + 9, dev=dev, rates=True, stops=stops)
                    ends = [FIRST + place.name, *(end for _, end in place.ends)]
                    gaps = [b - a for a, b in pairwise(ends)]
                    assert min(gaps) >= len(" 100.0 %")
                    assert ends[-1] <= width
                    assert ends[-1] < place.status <= width or place.status == width


def test_the_title_counts_what_is_learned() -> None:
    assert table(54)[0].endswith("─ 626 and 674 parameters")
    three = network_scenario(*PAIR.runs, network_run(label="small"))
    assert table(54, trace=traced(three))[0].endswith("─ 42, 626 and 674 parameters")
    assert table(32, trace=traced(three))[0].endswith("─ 42 to 674 parameters")
    grown = phase(network_run(hidden=(3,)), 3, data=network_data(classes=3))
    scenario = network_scenario(grown, epochs=4)
    trace = traced(scenario)
    assert table(54, trace=trace, cursor=6)[0].endswith(" 20 parameters")
    assert table(54, trace=trace, cursor=7)[0].endswith(" 24 parameters")


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        ((0.02, 0.04), "fine: 1.0 % wrong on train, 2.0 % on dev"),
        ((0.54, 0.50), "high bias: 27.0 % wrong on train, 25.0 % on dev"),
        ((0.02, 0.50), "high variance: 1.0 % wrong on train, 25.0 % on dev"),
        ((0.54, 0.90), "high bias + variance: 27.0 % train, 45.0 % dev"),
    ],
)
def test_a_diagnosis_for_each_run_stands_below(losses: tuple[float, float], told: str) -> None:
    trace = with_losses(PAIR, *[([loss] * 5, [dev] * 5) for loss, dev in (losses, (0.0, 0.0))])
    rows = table(54, trace=trace, cursor=10)
    assert rows[4:] == ["", f"  ▲ {told}", "  ● fine: 0.0 % wrong on train, 0.0 % on dev"]
    words = table(28, trace=trace, cursor=10)[5]
    assert words.startswith(f"  ▲ {told.split(':')[0]}".replace(" and high ", " + "))


def test_what_to_try_is_told_where_there_is_room_for_all_of_it() -> None:
    trace = with_losses(PAIR, ([0.54] * 5, [0.5] * 5), ([0.0] * 5, [0.0] * 5))
    advice = "    try: bigger network, train longer, other"
    assert table(54, height=9, trace=trace)[7:] == [advice, "    architecture"]
    assert table(54, height=8, trace=trace)[7:] == []
    assert table(54, height=9, trace=trace, selected=1)[7:] == []


def test_a_run_that_diverged_says_so_in_its_row_and_below() -> None:
    rows = table(84, trace=ended(diverged=8), cursor=PAIR.steps)
    assert "  ✗ at 8" in rows[2]
    assert rows[5] == "  ▲ ✗ at 8: loss is not finite"
    assert table(28, trace=ended(diverged=8), cursor=PAIR.steps)[5] == "  ▲ ✗ at 8"
    assert "✗" not in "".join(table(84, trace=ended(diverged=8), cursor=20))
    assert "✗" in line(60, trace=ended(diverged=8), cursor=PAIR.steps)


def test_a_run_that_stopped_tells_its_best_epoch() -> None:
    scenario = network_scenario(replace(BARE, patience=1), NORMED, epochs=4)
    run = trained(scenario, 0, [scored(0, e) for e in range(4)], stopped=3, best=2)
    trace = replace(traced(scenario), runs=(run, TRACE.runs[1]))
    assert table(84, trace=trace, cursor=24)[2].endswith("stopped at 3, best 2")
    assert "stopped" not in table(84, trace=trace, cursor=23)[2]
    assert table(110, trace=trace, cursor=32)[2].endswith("stopped after epoch 3, best 2")


def test_without_dev_there_are_no_columns_for_it() -> None:
    scenario = network_scenario(network_run(data=network_data(dev=0)), epochs=3)
    rows = table(84, trace=traced(scenario), cursor=4)
    assert rows[1].split() == ["train", "J", "train", "status"]
    assert rows[4] == "  ◆ 11.2 % wrong on train"
    assert line(60, trace=traced(scenario), cursor=4).endswith("train error")
    assert " 11.2 %" in line(60, trace=traced(scenario), cursor=4)


def test_what_is_not_scored_yet_is_a_dot() -> None:
    run = trained(PAIR, 0, [[float("nan")] * 4])
    trace = replace(TRACE, runs=(run, TRACE.runs[1]), solved=0)
    assert table(54, trace=trace)[2].split()[-4:] == ["·"] * 4
    assert table(54, trace=trace)[5] == "  ▲ ·"


def test_the_learning_rate_stands_there_where_it_changes() -> None:
    falls = network_schedule(network_run("gd", 0.2, label="falls"), "inverse-time")
    scenario = network_scenario(falls, network_run("adam", label="stays"), epochs=4)
    rows = table(84, trace=traced(scenario), cursor=7)
    assert rows[1].split()[0] == "α_t"
    assert all("0.007" in row.split() for row in rows[2:4])
    assert "α" not in table(54, trace=traced(scenario))[1]
    dropped = network_scenario(phase(network_run(), 3, learning_rate=0.001), epochs=4)
    assert table(84, trace=traced(dropped))[1].split()[0] == "α_t"


def test_what_sets_networks_apart_is_told_but_for_what_the_label_says() -> None:
    assert differences(PAIR.runs, 9) == [["batch 16"], ["batch 5"]]
    one = network_run(label="one", keep_prob=0.8, activation="tanh", init="xavier", l2=0.1)
    two = network_run(label="two", hidden=(5,), frozen=(1,), patience=3, init_scale=2.0, seed=4)
    assert differences((one, two), 9) == [
        [
            *("λ 0.1", "2-4-3-2", "tanh", "xavier init", "keep_prob 0.8", "nothing frozen"),
            *("no early stopping", "seed 0"),
        ],
        [
            *("λ 0", "2-5-2", "ReLU", "2·he init", "keep_prob 1", "frozen 1", "patience 3"),
            "seed 4",
        ],
    ]
    named = (network_run(label="He"), network_run(label="zeros, too", init="zeros"))
    assert differences((*named, network_run(label="hero")), 9) == [[], [], ["he init"]]
    none = network_run(hidden=(), batch_norm=False, label="none")
    assert differences((none, one), 9)[0][:2] == ["λ 0", "2-2"]


def test_a_hidden_run_is_hollow() -> None:
    rows = table(84, hidden=frozenset({0}))
    assert rows[2].startswith("▌ △ without BN")
    assert rows[2].endswith(" hidden")


def test_the_selected_row_is_raised_and_bold() -> None:
    palette = LOOK.palette
    for i, strip in enumerate(shown(NetworkRuns(), LOOK, 54, 8, selected=1)[2:4]):
        grounds = {segment.style.bgcolor.triplet for segment in strip if segment.style}
        assert grounds == {palette.raised if i == 1 else palette.bg}


def test_nothing_is_drawn_before_the_first_scene() -> None:
    assert NetworkRuns().rows(LOOK, 54, 8) == []


@pytest.mark.parametrize("look", [LOOK, LETTERS])
def test_any_size_and_any_letters(look: Look) -> None:
    runs = [network_run(label="名前がとても長い" * n, batch_size=16 - n) for n in range(1, 9)]
    scenario = network_scenario(*runs, epochs=2)
    trace = traced(scenario)
    for width in (1, 2, 5, 10, 13, 28, 54, 84, 200):
        for height in (1, 3, 9, 30):
            rows = table(width, look, height, trace=trace, cursor=9)
            assert look is LOOK or all(row.isascii() for row in rows)
        if width >= 40:
            assert look is LOOK or line(width, look, trace=trace).isascii()
            assert look is LOOK or line(width, look, trace=trace, alone=True).isascii()


def test_the_line_tells_every_runs_error_and_does_not_move() -> None:
    texts = {cursor: line(60, cursor=cursor) for cursor in range(PAIR.steps + 1)}
    for cursor, text in texts.items():
        errors = [percent(scored(i, cursor // 8)[3]) for i in range(2)]
        assert re.findall(r"[▲●] (\S+ %)", text) == errors
        assert text.endswith(" dev error")
    assert len({tuple(map(text.index, "▲●")) for text in texts.values()}) == 1


def test_the_line_alone_tells_the_step_and_the_selected_run() -> None:
    assert line(60, cursor=9, alone=True) == (
        " 9/32  ▲ without BN dev 11.3 %  lowest dev loss      ? help"
    )
    assert line(40, cursor=9, alone=True, selected=1).startswith(" 9/32  ● with BN dev 21.3 %")


class Table(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.picked: list[int] = []

    def compose(self) -> ComposeResult:
        yield staged(NetworkRuns(), look=LOOK, trace=TRACE, slots=(1, 0))

    def on_run_rows_picked(self, message: NetworkRuns.Picked) -> None:
        self.picked.append(message.index)


async def test_a_click_picks_the_run_of_its_row_or_of_its_diagnosis() -> None:
    app = Table()
    async with app.run_test(size=(54, 10)) as pilot:
        for row in range(9):
            await pilot.click(offset=(20, row))
    assert app.picked == [0, 1, 0, 1]
