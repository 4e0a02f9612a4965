"""Curves, bands and points in dots; axes; rows of cells; labels at the ends of curves."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiopt.app.draw.chart.band import draw_band
from tuiopt.app.draw.chart.cells import POINT, Inks, put
from tuiopt.app.draw.chart.ends import NAME, End, Stop, put_ends, spread
from tuiopt.app.draw.chart.plot import Place, axes, draw, hatch, line, marks, points, rough
from tuiopt.app.draw.chart.reach import BLOCK, Reach
from tuiopt.app.draw.chart.steps import Steps, window
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.scale import Scale, scale
from tuiopt.picture.signs import ASCII, UNICODE

pytestmark = pytest.mark.filterwarnings("error")

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
NAN = math.nan


def picture(dots: np.ndarray) -> list[str]:
    return ["".join(" #"[int(dot)] for dot in row) for row in dots]


# Dots


def test_a_line_is_connected_and_ends_at_its_last_value() -> None:
    dots = line(np.array([0.0, 0.4, 3.0, 1.0, NAN]), 4)
    assert picture(dots) == [
        "##   ",
        "  ## ",
        "  ## ",
        "  #  ",
    ]


def test_a_line_leaves_through_the_frame() -> None:
    assert picture(line(np.array([1.0, -1.0, -1.0, 4.0, 4.0]), 4)) == [
        " # # ",
        "#  # ",
        "   # ",
        "   # ",
    ]


@given(st.lists(st.floats(-1, 8) | st.just(NAN), min_size=2, max_size=30), st.data())
def test_a_line_up_to_a_column_knows_nothing_of_later_ones(rows: list[float], data) -> None:
    column = data.draw(st.integers(1, len(rows)))
    whole, part = line(np.array(rows), 8), line(np.array(rows[:column]), 8)
    assert (whole[:, :column] == part).all()


def test_a_hatch_is_sparse() -> None:
    dots = hatch(np.zeros(40), np.full(40, 15.0), 16)
    assert dots.mean() == 0.25
    assert not hatch(np.full(40, NAN), np.full(40, 15.0), 16).any()


def test_points_beyond_the_frame_are_left_out() -> None:
    dots = points(np.array([-1.0, 0.0, NAN, 3.0, 4.0]), np.arange(5), 4, 5)
    assert picture(dots) == [" #   ", "     ", "     ", "   # "]


def test_a_zigzag_is_rough_and_a_bend_is_not() -> None:
    assert rough(np.array([1.0, 2.0, 1.0, 2.0, 1.0, NAN]))
    assert not rough(np.array([3.0, 2.0, 1.0, 1.0, 2.0, 3.0, NAN]))
    assert not rough(np.full(5, NAN))


def test_the_upper_curve_alone_is_seen_where_two_cross() -> None:
    inks = Inks(LOOK)
    cells = inks.blank(1, 2)
    red, blue = inks.ink((255, 0, 0)), inks.ink((0, 0, 255))
    draw(cells, line(np.zeros(4), 4), red)
    draw(cells, line(np.array([3.0, 3.0, NAN, NAN]), 4), blue)
    assert cells.tolist() == [[ord("⣀") + blue, ord("⠉") + red]]
    draw(cells, line(np.zeros(4), 4), red, ".")
    assert "".join(map(chr, cells[0] & POINT)) == ".."


# The horizontal axis


@pytest.mark.parametrize(
    ("cursor", "steps", "size"),
    [(0, 60, 25), (25, 60, 25), (26, 60, 60), (26, 200, 50), (101, 200, 200), (5, 12, 12),
     (0, 1, 1), (800_001, 1_000_000, 1_000_000)],
)  # fmt: skip
def test_the_window_doubles(cursor: int, steps: int, size: int) -> None:
    assert window(cursor, steps) == size


@given(st.integers(1, 5000), st.integers(2, 200), st.data())
def test_a_column_shows_no_step_behind_its_own(size: int, across: int, data) -> None:
    steps = Steps(size, across)
    step = data.draw(st.integers(0, size))
    column = steps.column(step)
    assert 0 <= column < across
    values = np.arange(size + 1.0)
    assert np.nanmax(steps.curve(values)[:column], initial=0.0) <= step
    assert np.nanmax(steps.extremes(values)[1][:column], initial=0.0) <= step


def test_many_steps_are_drawn_as_their_mean() -> None:
    steps = Steps(9, 4)
    values = np.array([NAN, 1.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
    assert steps.dense
    np.testing.assert_array_equal(steps.curve(values), [2.0, 5.0, 7.5, NAN])
    np.testing.assert_array_equal(steps.curve(values, 2), [3.8, 3.8, 7.5, 7.5])


def test_few_steps_are_joined_by_lines() -> None:
    curve = Steps(2, 5).curve(np.array([NAN, 1.0, 3.0]))
    np.testing.assert_array_equal(curve, [NAN, NAN, 1.0, 2.0, 3.0])
    np.testing.assert_array_equal(Steps(2, 5).curve(np.array([7.0])), [7.0, *[NAN] * 4])


@given(st.integers(0, 3 * BLOCK), st.integers(0, 3 * BLOCK))
def test_extremes_between_two_steps(one: int, other: int) -> None:
    first, last = min(one, other), max(one, other)
    values = np.cos(np.arange(3 * BLOCK + 1.0) ** 2)
    values[::7] = NAN
    part = values[first : last + 1]
    found = Reach(values, values).between(first, last)
    if np.isnan(part).all():
        assert math.isnan(found[0])
        assert math.isnan(found[1])
    else:
        assert found == (np.nanmin(part), np.nanmax(part))


# The vertical axis


@pytest.mark.parametrize(
    ("low", "high", "least", "chosen"),
    [
        (0.2, 8.0, 0.2, Scale(0.2, 10.0, log=True)),
        (1.0, 8.0, 1.0, Scale(1.0, 8.0)),
        (-3.0, 8.0, 0.001, Scale(-4.0, 8.0)),
        (0.0, 8.0, 1e-3, Scale(1e-3, 10.0, log=True)),
        (0.0, 8.0, 5e-324, Scale(5e-16, 10.0, log=True)),
        (0.0, 0.0, NAN, Scale(-1.0, 1.0)),
        (0.0, 5e-324, 5e-324, Scale(0.0, 5e-324)),
        (3.0, 3.0, 3.0, Scale(0.0, 6.0)),
    ],
)
def test_wide_positive_ranges_are_logarithmic(
    low: float, high: float, least: float, chosen: Scale
) -> None:
    assert scale(low, high, least) == chosen


@pytest.mark.parametrize(
    "axis",
    [
        Scale(-1.0, 1.0), Scale(0.0, 5e-324), Scale(-1.7e308, 1.7e308), Scale(1e16, 1e16 + 2),
        Scale(1e-3, 10.0, log=True), Scale(5e-324, 1.7e308, log=True),
    ],
)  # fmt: skip
def test_ends_and_what_is_beyond(axis: Scale) -> None:
    values = np.array([axis.high, axis.low, NAN, math.inf, -math.inf])
    rows = axis.rows(axis.units(values), 40)
    np.testing.assert_array_equal(rows[:3], [0.0, 39.0, NAN])
    assert rows[3] == -1.0
    assert rows[4] == (40.0 if not axis.log or axis.low > 5e-324 else 39.0)
    assert [axis.row(v, 40) for v in (axis.high, axis.low, math.inf, -math.inf)] == [0, 39, 0, 39]


# Cells


def test_a_logarithmic_axis_has_1_2_and_5_while_there_are_rows_for_them() -> None:
    axis = Scale(0.2, 10.0, log=True)
    for rows, labels in ((10, ["0.2", "0.5", "1", "2", "5", "10"]), (8, ["1", "10"])):
        made = marks(axis, Place(40, rows + 1))
        assert [tick.label for tick in made] == labels
        assert len({axis.row(tick.value, 4 * rows) // 4 for tick in made}) == len(labels)


def test_axes_are_labelled_at_their_ticks() -> None:
    place, axis = Place(31, 7), Scale(0.0, 10.0)
    cells = axes(Inks(LOOK), place, Steps(25, place.across), axis, marks(axis, place))
    rows = ["".join(map(chr, row & POINT)) for row in cells]
    labels = [row[:7].rstrip() for row in rows]
    assert labels == ["    10", "", "", "     5", "", "     0", ""]
    assert rows[0][7:] == "⠁ " * 12
    assert rows[6][7:] == "0       10       20     "


def test_wide_characters_take_two_cells_and_combining_ones_none() -> None:
    inks = Inks(LOOK)
    cells = inks.blank(1, 8)
    put(cells[0], 1, "v\u0302値x", inks.plain)
    put(cells[0], 7, "値", inks.plain)
    assert inks.rows(cells)[0].text == " v値x   "
    assert inks.rows(cells)[0].strip().cell_length == 8


def test_of_two_rows_the_columns_that_differ() -> None:
    inks = Inks(LOOK)
    cells = inks.blank(2, 12)
    put(cells[1], 1, "ab", inks.plain)
    put(cells[1], 7, "c", inks.plain)
    put(cells[1], 9, "d", inks.ink(LOOK.palette.bright))
    empty, full = inks.rows(cells)
    assert full.apart(empty) == empty.apart(full) == [(1, 3), (7, 8), (9, 10)]
    assert full.apart(full) == []
    assert "".join(segment.text for segment in full.part(2, 8)) == "b    c"
    assert full.apart(Inks(LOOK).rows(cells)[1]) == [(0, 12)]
    assert full.apart(inks.rows(cells[:, :9])[1]) == [(0, 12)]


def test_a_wide_character_differs_as_a_whole() -> None:
    inks = Inks(LOOK)
    cells = inks.blank(3, 6)
    put(cells[0], 2, "値", inks.plain)
    put(cells[1], 3, "値", inks.plain)
    first, second, empty = inks.rows(cells)
    assert first.apart(empty) == empty.apart(first) == [(2, 4)]
    assert first.apart(second) == second.apart(first) == [(2, 5)]


def test_a_band_is_filled_to_an_eighth_of_a_cell() -> None:
    inks, place, axis = Inks(LOOK), Place(12, 5), Scale(-1.0, 1.0)
    plot = place.inside(inks.blank(place.height, place.width))
    half = np.array([0.5, 0.5, 1.0, 1.0, 0.0, 0.0, NAN, NAN, 0.12, 0.12])
    on = draw_band(plot, half, inks, place, axis, (99, 0, 0))
    assert on.T.tolist() == [
        [False, True, True, False], [True] * 4, [False] * 4, [False] * 4,
        [False, True, True, False],
    ]  # fmt: skip
    assert ["".join(map(chr, row & POINT)) for row in plot.T] == [
        "    ",
        "▇  ▁",
        "    ",
        "    ",
        " ▂▆ ",
    ]
    filled = ord(" ") + inks.ink((99, 0, 0), (99, 0, 0))
    assert (plot == filled).T.tolist() == [
        [False, True, True, False], [False, True, True, False], *[[False] * 4] * 3
    ]  # fmt: skip


# Ends


@pytest.mark.parametrize(
    ("dots", "height", "rows"),
    [
        ([0, 40], 12, [0, 10]),
        ([20, 20, 20], 12, [5, 6, 7]),
        ([20, 21, 23], 12, [5, 6, 7]),
        ([45, 46, 47], 12, [9, 10, 11]),
        ([0, 0, 0], 3, [0, 1, 2]),
        ([], 3, []),
    ],
)
def test_labels_are_moved_apart_in_order(dots: list[int], height: int, rows: list[int]) -> None:
    assert spread(dots, height) == rows


def test_the_label_of_a_stop_gives_way_to_those_of_ends() -> None:
    inks, place = Inks(LOOK), Place(40, 5)
    cells = inks.blank(place.height, place.width)
    ends = [End(5, 0.5, "●", "GD", "0.5", inks.plain, inks.plain)]
    stops = [Stop(1, 2, ("▼ ✗ diverged at 4", "▼ ✗ 4"), inks.plain)]
    put_ends(cells, place, 12, ends, stops)
    assert [row.text.strip() for row in inks.rows(cells)] == [
        "▼ ✗ diverged at 4", "● GD 0.5", "", "", ""
    ]  # fmt: skip
    put_ends(narrow := inks.blank(5, 22), Place(22, 5), 12, ends, stops)
    assert [row.text.strip() for row in inks.rows(narrow)][:2] == ["▼ ✗ 4", "GD ●"]


def test_labels_stand_in_the_order_of_their_losses() -> None:
    inks, place = Inks(LOOK), Place(40, 4)
    cells = inks.blank(place.height, place.width)
    below = [
        End(11, loss, sign, name, "", inks.plain, inks.plain, "↓")
        for loss, sign, name in ((-2.0, "●", "GD"), (-9.0, "▲", "Momentum"), (-5.0, "◆", "Adam"))
    ]
    put_ends(cells, place, 12, below, [])
    assert [row.text.strip() for row in inks.rows(cells)][:3] == [
        "● GD", "◆ Adam", "●↓ ▲ Momentum"
    ]  # fmt: skip
    put_ends(others := inks.blank(place.height, place.width), place, 12, below[::-1], [])
    assert [row.text.strip() for row in inks.rows(others)][:3] == [
        "● GD", "◆ Adam", "◆↓ ▲ Momentum"
    ]  # fmt: skip
    first = End(1, 5.0, "■", "RMSprop", "", inks.plain, inks.plain)
    lower = [replace(end, dot=15) for end in below]
    put_ends(again := inks.blank(5, place.width), Place(40, 5), 12, [first, *lower], [])
    assert [row.text.strip() for row in inks.rows(again)][:4] == [
        "■ RMSprop", "● GD", "◆ Adam", "▲↓ Momentum"
    ]  # fmt: skip


def test_the_upper_sign_is_shown_of_two_in_a_row() -> None:
    inks, place = Inks(LOOK), Place(40, 4)
    cells = inks.blank(place.height, place.width)
    dots = ((1, "●", "GD"), (7, "▲", "Momentum"), (5, "◆", "Adam"))
    ends = [End(dot, -dot, sign, name, "", inks.plain, inks.plain) for dot, sign, name in dots]
    put_ends(cells, place, 12, ends, [])
    assert [row.text.strip() for row in inks.rows(cells)][:3] == [
        "● GD", "◆ Adam", "▲ Momentum"
    ]  # fmt: skip


def test_long_names_are_cut() -> None:
    assert shortened("Momentum 0.05", NAME) == "Momentum 0.05"
    assert shortened("A very long name", NAME) == "A very long n…"


def test_nothing_but_ascii_where_that_is_asked_for() -> None:
    inks = Inks(Look(PALETTES["dark"], ASCII, fill=True))
    place, axis = Place(40, 8), Scale(-1e-3, 1e-3)
    cells = axes(inks, place, Steps(25, place.across), axis, marks(axis, place))
    draw_band(place.inside(cells), np.full(place.across, 6e-4), inks, place, axis, (99, 0, 0))
    assert all(row.text.isascii() for row in inks.rows(cells))
