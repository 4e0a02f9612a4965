"""The table of runs and the line that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from races import scenario, scheduled, setup
from rich.cells import cell_len
from staging import staged
from textual.app import App, ComposeResult
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.columns import EFFECTIVE, FIRST, columns
from tuiopt.labs.contour.screen.draw.differences import differences
from tuiopt.labs.contour.screen.widgets.runs import RunRows, RunsLine, RunsTable
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.standing import distance, gradient_norm
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE
from tuiopt.picture.slots import run_slots

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)

RACE = scenario(
    setup("gd", 0.95, label="GD"),
    setup("momentum", 0.95, label="Momentum"),
    setup("gd", 3.0, label="Wild"),
    setup("adam", 0.0366667, label="Adam"),
    steps=120,
)


@cache
def race() -> ContourTrace:
    return solve(RACE)


def shown(widget: RunRows, look: Look, width: int, **state: object) -> list[Strip]:
    """The rows of a widget in that state."""
    trace = state.setdefault("trace", race())
    assert isinstance(trace, ContourTrace)
    slots = tuple(run_slots([run.optimizer.name for run in trace.scenario.runs]))
    strips = staged(widget, **{"slots": slots, **state}).rows(look, width, 20)
    assert all(strip.cell_length == width for strip in strips)
    return strips


def table(width: int, look: Look = LOOK, **state: object) -> list[str]:
    return [strip.text.rstrip() for strip in shown(RunsTable(), look, width, **state)]


def line(width: int, look: Look = LOOK, **state: object) -> str:
    (strip,) = shown(RunsLine(), look, width, **state)
    return strip.text.rstrip()


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (28, "loss"),
        (50, "α loss ‖g‖ status"),
        (72, "α loss ‖g‖ dist status"),
        (84, "α x y loss ‖g‖ dist status"),
    ],
)
def test_a_narrow_table_drops_the_columns_that_matter_least(width: int, names: str) -> None:
    assert table(width)[1].split() == names.split()


def test_sign_label_and_loss_are_never_lost() -> None:
    for step in (0, 7, 60, 120):
        for width in range(28, 120):
            rows = table(width, cursor=step)[2:]
            for row, run, sign in zip(rows, race().runs, "●▲▼◆", strict=True):
                loss = number(float(run.column("loss")[run.at(step)]))
                assert row.startswith((f"  {sign} {run.setup.label} ", f"▌ {sign} "))
                assert f" {loss}" in row, (width, row)


@pytest.mark.parametrize("rates", [False, True])
def test_no_columns_touch_at_any_width(rates: bool) -> None:
    for label in (1, 6, 18, 40):
        for width in range(28, 120):
            made = columns(width, label, label + 9, rates=rates)
            ends = [FIRST + made.name, *(end for _, end in made.ends)]
            least = {"x": 10, "y": 10, "α": 8, EFFECTIVE: 8}
            for (name, end), before in zip(made.ends, ends, strict=False):
                assert end - before >= least.get(name, 9)
            assert made.status < width
            assert len(made.ends) == 1 or width - made.status >= len("once at 24")


def test_a_loss_below_0_does_not_touch_the_rate_before_it() -> None:
    made = columns(72, 12, 12, rates=False, signed=True).ends
    ends = dict(made)
    assert [name for name, _ in made][:2] == ["α", "loss"]
    assert ends["loss"] - ends["α"] > len("−0.009068")
    assert columns(28, 12, 12, rates=False, signed=True) == columns(28, 12, 12, rates=False)


def test_numbers_are_those_of_the_trace() -> None:
    rows = table(84, cursor=7)[2:]
    for row, run in zip(rows, race().runs, strict=True):
        x, y, loss = (number(float(run.column(name)[7])) for name in ("x", "y", "loss"))
        norm, dist = gradient_norm(RACE.problem, run, 7), distance(RACE.problem, run, 7)
        alpha = {"Adam": "0.03667"}.get(run.setup.label, f"{run.setup.learning_rate:g}")
        words = row.replace(" lowest", "").split()
        assert words[-6:] == [alpha, x, y, loss, number(norm), number(dist)]


def test_status_is_told_in_as_many_words_as_fit() -> None:
    wild = race().runs[2].diverged
    assert wild is not None
    at = wild.step
    assert table(72, cursor=at - 1)[4].endswith(number(distance(RACE.problem, race().runs[2], at)))
    assert table(72, cursor=at)[4].endswith(f"  ✗ at {at}: |y| → ∞")
    assert table(50, cursor=at)[4].endswith(f"  ✗ at {at}")
    assert table(28, cursor=at)[4].endswith(f"  ✗ {at}")


def test_the_title_tells_who_was_first_below_as_far_as_is_known() -> None:
    first = min(
        (int((run.column("loss") < 0.01).argmax()), i)
        for i, run in enumerate(race().runs)
        if (run.column("loss") < 0.01).any()
    )
    assert first[1] == 1
    assert table(50, cursor=first[0] - 1)[0].endswith(" first below 0.01: none yet")
    assert table(50, cursor=first[0])[0].endswith(f"─ first below 0.01: ▲ Momentum at {first[0]}")
    assert table(40, cursor=first[0])[0].endswith(f"─ first below 0.01: ▲ at {first[0]}")
    assert table(28, cursor=first[0])[0].endswith("──")
    twins = solve(scenario(setup("gd", 0.95, label="A"), setup("gd", 0.95, label="B"), steps=60))
    assert " first below 0.01: ● ▼ at " in table(50, trace=twins, cursor=60)[0]
    saddle = solve(scenario(setup(), setup("adam"), surface="saddle", steps=3))
    assert "first" not in table(84, trace=saddle)[0]


def test_a_hidden_run_is_hollow_and_says_so() -> None:
    rows = table(50, cursor=7, hidden=frozenset({1}), selected=1)
    assert rows[3].startswith("▌ △ Momentum ")
    assert rows[3].endswith(" hidden")
    assert " ● GD" in rows[2]
    letters = table(50, LETTERS, cursor=7, hidden=frozenset({1}), selected=1)
    assert letters[3].startswith("| A Momentum ")
    assert all(row.isascii() for row in letters)
    assert " △ " in line(60, hidden=frozenset({1}))


def test_the_selected_row_is_raised_and_bold() -> None:
    palette = LOOK.palette
    for i, strip in enumerate(shown(RunsTable(), LOOK, 50, selected=2)[2:]):
        grounds = {segment.style.bgcolor.triplet for segment in strip}
        assert grounds == {palette.raised if i == 2 else palette.bg}
        (label,) = (s for s in strip if s.text == race().runs[i].setup.label)
        assert bool(label.style.bold) == (i == 2)


def test_what_sets_runs_of_one_optimizer_apart_is_told() -> None:
    one, two = setup("momentum", label="One"), setup("momentum", label="β 0.5, fast")
    adam = setup("adam", start=(3.0, 2.0), label="Adam")
    runs = (one, replace(two, hyper=(0.5,)), replace(adam, bias_correction=False))
    assert differences(runs, (-7.0, 2.0), 3) == [["β 0.9"], [], ["uncorrected", "from 3, 2"]]
    assert differences(runs[:1], (-7.0, 2.0), 3) == [[]]
    ridge = replace(setup("gd", l2=0.1), label="GD")
    assert differences((setup("gd"), ridge), (-7.0, 2.0), 3) == [["λ 0"], ["λ 0.1"]]
    trace = solve(scenario(*runs, steps=3))
    assert [row[2:].strip()[2:] for row in table(84, trace=trace)][2].startswith("One β 0.9 ")
    wide = table(100, trace=trace)
    assert " Adam uncorrected from 3, 2 " in wide[4]
    assert " Adam uncorrected " in table(80, trace=trace)[4]
    assert " Adam  " in table(28, trace=trace)[4]


def test_a_schedule_is_told_and_its_rate_is_that_of_the_step() -> None:
    falling = scheduled(setup("gd", 0.2, label="Falls"), "inverse-time")
    runs = (falling, setup("gd", 0.2, label="Stays"))
    assert differences(runs, (-7.0, 2.0), 20) == [["α 0.2/(1+k)"], []]
    trace = solve(scenario(*runs, steps=20))
    for step, alpha in ((0, "0.2"), (1, "0.1"), (2, "0.06667"), (18, "0.01053")):
        falls, stays = (row.split() for row in table(100, trace=trace, cursor=step)[2:])
        assert falls[:6] == ["▌", "●", "Falls", "α", "0.2/(1+k)", alpha]
        assert stays[:3] == ["▼", "Stays", "0.2"]


def test_long_labels_are_cut_with_a_sign() -> None:
    for label in ("x" * 40, "日本語" * 7):
        trace = solve(scenario(setup("gd", label=label), setup("adam", label="Adam")))
        for width in (28, 50, 60):
            assert "… " in table(width, trace=trace)[2]
        assert f" {label} " in table(130, trace=trace)[2]


def many() -> Iterator[ContourTrace]:
    for count in range(1, 9):
        runs = (setup("gd", 0.1 / n, start=(1.0, 0.2)) for n in range(1, count + 1))
        yield solve(scenario(*runs, steps=30))


def test_the_line_shows_every_run_at_any_width() -> None:
    for trace in many():
        for width in (60, 70, 79):
            text = line(width, trace=trace, cursor=17)
            shown = re.findall(rf"([{UNICODE.runs}]) ?[−0-9.e]+", text)
            assert len(set(shown)) == len(shown) == len(trace.runs)
            assert text.endswith(" loss")


def test_numbers_of_the_line_do_not_move_while_they_change() -> None:
    for trace in many():
        places = {
            tuple(i for i, char in enumerate(line(60, trace=trace, cursor=t)) if char in "●▲■◆▼★♣♠")
            for t in range(31)
        }
        assert len(places) == 1


def test_the_line_alone_tells_the_step_and_the_selected_run() -> None:
    assert line(40, alone=True, cursor=0) == " 0/120  ● GD 6.450  lowest       ? help"
    gone = line(40, alone=True, cursor=120, selected=2)
    assert gone.startswith(f" 120/120  ▼ Wild ✗ at {race().runs[2].diverged.step} ")
    long = scenario(setup(label="a label of its own length"), steps=1_000_000)
    trace = replace(solve(replace(long, steps=3)), scenario=long)
    for look in (LOOK, LETTERS):
        text = line(40, look, trace=trace, cursor=3, alone=True)
        loss = number(float(trace.runs[0].column("loss")[3]))
        assert text.startswith(" 3/1000000  ")
        assert text.split()[-3:] == [loss, "?", "help"]


class Table(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.picked: list[int] = []

    def compose(self) -> ComposeResult:
        yield staged(RunsTable(), look=LOOK, trace=race(), slots=(0, 1, 4, 3))

    def on_run_rows_picked(self, message: RunsTable.Picked) -> None:
        self.picked.append(message.index)


async def test_a_click_picks_the_run_of_its_row() -> None:
    app = Table()
    async with app.run_test(size=(50, 10)) as pilot:
        for row in range(9):
            await pilot.click(offset=(20, row))
    assert app.picked == [0, 1, 2, 3]


def test_every_run_has_a_hollow_sign_of_its_own() -> None:
    for signs in (UNICODE, ASCII):
        assert len(signs.hollow) == len(signs.runs) == len(set(signs.hollow + signs.runs)) // 2
        assert all(cell_len(sign) == 1 for sign in signs.hollow)
