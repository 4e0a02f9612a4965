"""The maps of what networks decide, mostly without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hosted import hosted
from linear_nets import CORNERS, data, linear_run, parting, rays, samples
from maps_alone import MapsAlone, maps_of, networks
from nets_in_code import phase
from network_views import moved, view
from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.widgets.canvas import columns
from tuiopt.app.widgets.rows import Row, as_strip, changed
from tuiopt.labs.network.scenario.model import Data
from tuiopt.labs.network.screen.widgets.decision_maps import DecisionMaps
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.color import Rgb
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

pytestmark = pytest.mark.filterwarnings("error")

maps = MapsAlone

DARK = PALETTES["dark"]
LOOK = Look(DARK, UNICODE, fill=True)
COLORLESS = Look(DARK, UNICODE, fill=True, color=False)
LOOKS = [
    LOOK,
    COLORLESS,
    Look(PALETTES["light"], ASCII, fill=True),
    Look(PALETTES["projector"], UNICODE, fill=False),
    Look(DARK, ASCII, fill=False, color=False),
]
NAN = np.full(6, np.nan)
WRONG = data(CORNERS, samples((-0.5, 0.1, 0), (0.5, 0.1, 1), (0.5, -0.7, 0)))
"""With `parting`, the last sample of dev is taken for the other class."""


def text(rows: Sequence[Row]) -> list[str]:
    return [row.text for row in rows]


def cell(rows: Sequence[Row], x: int, y: int) -> tuple[str, Rgb, Rgb]:
    """Character, foreground and background of a cell."""
    (segment,) = columns(as_strip(rows[y]), x, x + 1)
    assert isinstance(segment.style, Style)
    colors = segment.style.color, segment.style.bgcolor
    fg, bg = (tuple(color.triplet) for color in colors)  # type: ignore[union-attr, arg-type]
    return segment.text, fg, bg  # type: ignore[return-value]


def runs(count: int) -> list[View]:
    return [view(linear_run(label=f"run {i}"), parting()) for i in range(count)]


def test_a_place_has_the_color_of_the_class_that_the_network_is_sure_of() -> None:
    rows = maps(view(linear_run(), parting(50.0))).rows(LOOK, 60, 20)
    for y in (2, 17):
        assert cell(rows, 8, y)[2] == DARK.regions[0]
        assert cell(rows, 58, y)[2] == DARK.regions[1]


def test_between_two_classes_it_is_nearly_the_ground_and_there_is_a_bright_line() -> None:
    rows = maps(view(linear_run(), parting(1.0))).rows(LOOK, 60, 20)
    line = [x for x in range(6, 60) if cell(rows, x, 5)[1] == DARK.bright]
    assert len(line) == 1
    assert all(cell(rows, line[0], y)[1] == DARK.bright for y in range(1, 19))
    _, _, ground = cell(rows, line[0], 5)
    assert max(abs(a - b) for a, b in zip(ground, DARK.bg, strict=True)) < 16


def test_samples_are_where_they_belong_in_the_color_of_their_class() -> None:
    # The box is −1.28 to 1.28 both ways, on 40 columns and 20 rows without axes.
    train = samples((-1.0, -1.0, 0), (-1.0, 1.0, 0), (1.0, -1.0, 1), (1.0, 1.0, 1))
    rows = maps(view(linear_run(data(train)), parting())).rows(LOOK, 23, 9)
    found = {
        (x, y): cell(rows, x, y)[1]
        for y in range(1, 9)
        for x in range(23)
        if cell(rows, x, y)[1] in DARK.classes
    }
    left, right, top, bottom = 1, 21, 1, 8
    assert found == {
        (left, top): DARK.classes[0],
        (left, bottom): DARK.classes[0],
        (right, top): DARK.classes[1],
        (right, bottom): DARK.classes[1],
    }


def test_dev_samples_are_hollow_signs_and_wrong_ones_crosses() -> None:
    rows = text(maps(view(linear_run(WRONG), parting())).rows(LOOK, 60, 20))[1:]
    assert sum(row.count("○") for row in rows) == 1
    assert sum(row.count("□") for row in rows) == 1
    assert sum(row.count("✗") for row in rows) == 1
    row = next(row for row in rows if "✗" in row)
    assert row.index("✗") > 35
    assert rows.index(row) > 10
    turned = text(maps(view(linear_run(WRONG), parting(-4.0))).rows(LOOK, 60, 20))[1:]
    assert sum(row.count("✗") for row in turned) == 2
    assert sum(row.count("○") for row in turned) == 1


def halves(other: Data) -> tuple[list[str], list[str]]:
    """The maps of two runs, the second one with data of its own."""
    both = maps(view(linear_run(), parting()), view(linear_run(other), parting()))
    rows = text(both.rows(LOOK, 100, 20))[1:]
    return [row[:49] for row in rows], [row[51:] for row in rows]


def test_maps_show_the_same_part_of_the_plane() -> None:
    left, right = halves(data(samples((-1.0, -1.0, 0), (3.5, 2.0, 1))))
    assert [row[:5] for row in left] == [row[:5] for row in right]
    assert left[-1].split() == right[-1].split()
    assert "3" in left[-1]


def test_samples_of_another_size_have_a_map_of_their_own() -> None:
    left, right = halves(data(samples((-100.0, -1.0, 0), (900.0, 5.0, 1))))
    assert "800" in right[-1]
    assert "800" not in left[-1]


def test_a_hidden_run_leaves_its_room_to_the_others() -> None:
    three = runs(3)
    assert [f"run {i}" in maps(*three).rows(LOOK, 120, 20)[0].text for i in range(3)] == [True] * 3
    rows = text(maps(*three, hidden=frozenset({0, 2})).rows(LOOK, 120, 20))
    assert "run 1" in rows[0]
    assert "run 0" not in rows[0]
    assert "run 2" not in rows[0]
    assert not any(
        row.strip() for row in text(maps(*three, hidden=frozenset(range(3))).rows(LOOK, 120, 20))
    )


def test_of_too_many_runs_the_selected_one_and_those_beside_it_are_shown() -> None:
    six = runs(6)
    for selected, shown in ((0, (0, 1)), (2, (1, 2)), (5, (4, 5))):
        title = maps(*six, selected=selected).rows(LOOK, 69, 15)[0].text
        assert [i for i in range(6) if f"run {i}" in title] == list(shown)
        assert title.count(" of 6") == 1
        assert f"{selected + 1} of 6" in title
    assert " of " not in maps(*six).rows(LOOK, 240, 40)[0].text


def test_the_title_tells_who_and_the_error() -> None:
    rows = maps(*runs(2), selected=1).rows(LOOK, 100, 20)
    first, second = rows[0].text[:49], rows[0].text[51:]
    assert first.startswith("● run 0 ──")
    assert first.endswith(" dev error 25 %")
    assert second.startswith("▲ run 1 ━━")
    empty = view(linear_run(), parting(), errors=(0.0625, np.nan))
    assert maps(empty).rows(LOOK, 60, 20)[0].text.endswith(" train error 6.2 %")
    narrow = maps(*runs(1)).rows(LOOK, 20, 8)[0].text
    assert narrow.endswith(" 25 %")
    assert "dev" not in narrow


def test_a_run_that_diverged_says_so_over_its_last_good_state() -> None:
    gone = view(linear_run(), parting(50.0), step=7, diverged=True)
    rows = maps(gone).rows(LOOK, 60, 20)
    assert "✗ diverged at 8" in rows[0].text
    assert cell(rows, 58, 2)[2] == DARK.regions[1]
    assert "✗ 8" in maps(gone).rows(LOOK, 20, 8)[0].text


def test_of_many_samples_some_are_shown_and_the_title_tells() -> None:
    rng = np.random.default_rng(0)
    many = samples(*((x, y, int(x > 0)) for x, y in rng.normal(size=(30_000, 2))))
    run = linear_run(data(many, many))
    rows = maps(view(run, parting())).rows(LOOK, 80, 20)
    assert "2000 of 30000 train   dev error 25 %" in rows[0].text
    assert " of " not in maps(view(linear_run(), parting())).rows(LOOK, 80, 20)[0].text
    signs = sum(row.count("○") + row.count("□") + row.count("✗") for row in text(rows[1:]))
    assert 100 < signs < 0.3 * 80 * 20


def test_each_run_shows_the_data_of_its_own_stage() -> None:
    other = data(samples((-1.0, 0.0, 0), (1.0, 0.0, 1)), samples((0.5, 0.5, 0)))
    run = phase(linear_run(WRONG), 2, data=other)
    first, second = (view(run, parting(), stage=stage) for stage in (0, 1))
    rows = text(maps(first, second).rows(LOOK, 100, 20))
    assert [sum(row[a:b].count("○") for row in rows) for a, b in ((0, 49), (51, 100))] == [1, 0]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("parameters", [parting(), NAN, parting(1e300)])
def test_no_size_is_too_small_or_too_large(look: Look, parameters: np.ndarray) -> None:
    three = [view(linear_run(WRONG, "a label of some length"), parameters) for _ in range(3)]
    for width in (1, 2, 5, 13, 23, 24, 37, 79, 250):
        for height in (1, 2, 3, 8, 9, 20, 60):
            rows = maps(*three, selected=2).rows(look, width, height)
            assert len(rows) == (height if height > 1 else 0)
            assert all(cell_len(row.text) == width for row in rows)


@pytest.mark.parametrize("x", [0.0, 1e300, 1.7e308])
def test_any_inputs_can_be_drawn(x: float) -> None:
    run = linear_run(data(samples((-x, -x, 0), (x, x, 1)), samples((x, -x, 1))))
    rows = maps(view(run, parting())).rows(LOOK, 60, 20)
    assert len(rows) == 20


def test_nothing_is_drawn_where_the_numbers_are_not_finite() -> None:
    rows = maps(view(linear_run(), NAN)).rows(LOOK, 60, 20)
    assert {cell(rows, x, y)[2] for x in range(60) for y in range(1, 19)} == {DARK.bg}


@pytest.mark.parametrize("color", [True, False])
def test_ascii_has_no_other_signs(color: bool) -> None:
    look = Look(DARK, ASCII, fill=True, color=color)
    gone = view(linear_run(WRONG, "größer"), parting(1.0, axis=1), diverged=True)
    for size in ((80, 24), (20, 8)):
        assert all(row.isascii() for row in text(maps(gone, gone).rows(look, *size)))


def test_without_colors_the_samples_of_each_class_have_their_own_signs() -> None:
    points = [(np.cos(a), np.sin(a), c) for c, a in enumerate(np.arange(6) * np.pi / 3)]
    six = data(samples(*points), samples(*((0.5 * x, 0.5 * y, c) for x, y, c in points)), 6)
    for signs in (UNICODE, ASCII):
        rows = maps(view(linear_run(six), rays(6, 50.0))).rows(
            Look(DARK, signs, True, False), 60, 30
        )
        letters = "".join(text(rows[1:-1]))[:]
        train = [c for c in ("·+=~^*" if signs is UNICODE else ".+=~^*") if c in letters]
        dev = [c for c in ("○□△◇▽☆" if signs is UNICODE else "OHAKVT") if c in letters]
        assert len(train) == len(dev) == 6
        drawn = {cell(rows, x, y)[1] for x in range(6, 60) for y in range(1, 28)}
        assert not drawn & {*DARK.classes}


def test_any_number_of_classes_can_be_told_apart() -> None:
    ten = [(np.cos(a), np.sin(a), c) for c, a in enumerate(np.arange(10) * np.pi / 5)]
    run = linear_run(data(samples(*ten), samples(*ten), 10))
    rows = maps(view(run, rays(10, 50.0))).rows(LOOK, 60, 30)
    cells = [cell(rows, x, y) for x in range(6, 60) for y in range(1, 29)]
    signs = {(char, fg) for char, fg, _ in cells if char in "○□△◇▽☆"}
    assert len(signs) == 10
    assert not any(char == "✗" for char, _, _ in cells)


def test_sixteen_colors_have_lines_and_samples_on_the_plain_ground() -> None:
    rows = maps(view(linear_run(WRONG), parting())).rows(Look(DARK, UNICODE, fill=False), 60, 20)
    cells = [cell(rows, x, y) for x in range(60) for y in range(20)]
    assert {bg for _, _, bg in cells} == {DARK.bg}
    assert not any(char == "▀" for char, _, _ in cells)
    assert {*DARK.classes[:2], DARK.bright} <= {fg for char, fg, _ in cells if char != " "}


def test_only_cells_that_differ_are_drawn_again() -> None:
    one, other = runs(2)
    widget = maps(one, other)
    before = widget.rows(LOOK, 100, 20)
    widget.networks = networks(one, moved(other, parting(4.1)))
    after = widget.rows(LOOK, 100, 20)
    spans = [span for a, b in zip(before, after, strict=True) for span in changed(a, b)]
    assert spans
    assert all(51 < left < right <= 100 for left, right in spans)
    widget.networks = networks(one, moved(other, parting(4.1)))
    again = widget.rows(LOOK, 100, 20)
    assert not any(changed(a, b) for a, b in zip(after, again, strict=True))


def test_what_is_shown_does_not_depend_on_what_was_shown_before() -> None:
    widget = maps(*runs(2))
    first = text(widget.rows(LOOK, 100, 20))
    for change in ({"selected": 1}, {"hidden": frozenset({0})}, {"slots": (3, 2)}):
        widget.networks = replace(widget.networks, **change)
        widget.rows(LOOK, 90, 30)
    widget.networks = networks(*widget.networks.views)
    assert text(widget.rows(LOOK, 100, 20)) == first


class Maps(LookScreen):
    """A screen that is nothing but the maps."""

    CSS = "DecisionMaps { width: 100%; height: 100%; }"

    def compose(self) -> ComposeResult:
        yield DecisionMaps().data_bind(LookScreen.look)


async def test_on_a_screen_it_follows_what_it_is_given() -> None:
    async with hosted(Maps, (80, 24)) as pilot:
        widget = pilot.app.screen.query_one(DecisionMaps)
        assert not widget.render_line(0).text.strip()
        both = networks(*runs(2))
        widget.maps = maps_of(both, 80, 24)
        assert "run 1" in widget.render_line(0).text
        widget.maps = maps_of(replace(both, hidden=frozenset({1})), 80, 24)
        await pilot.pause()
        assert "run 1" not in widget.render_line(0).text
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert not widget.render_line(0).text.strip(), "nothing is known for this size"
        widget.maps = maps_of(both, 40, 12)
        assert "run 0" in widget.render_line(0).text
        assert cell_len(widget.render_line(5).text) == 40
