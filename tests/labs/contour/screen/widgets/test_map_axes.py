"""The axes beside the map, and the heading above it."""

from __future__ import annotations

from typing import Any

import pytest
from map_alone import LOOK, RACE, VIEW
from rich.color import Color
from staging import staged

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.axes import GUTTER, AxisX, AxisY
from tuiopt.labs.contour.screen.draw.map.arrow import Arrow
from tuiopt.labs.contour.screen.widgets.heading import MapHeading
from tuiopt.scenario.model import Box


def text(widget: Any, width: int, height: int = 1, look: Look = LOOK, **state: Any) -> list[str]:
    staged(widget, **state)
    return [strip.text for strip in widget.rows(look, width, height)]


def test_the_axis_of_y_has_round_numbers_at_their_rows() -> None:
    made = text(AxisY(), GUTTER, 21, view=((0.0, 1.0), (-2.5, 2.5)))
    assert {y: row for y, row in enumerate(made) if row.strip()} == {
        2: "   2 ─",
        6: "   1 ─",
        10: "   0 ─",
        14: "  −1 ─",
        18: "  −2 ─",
    }


@pytest.mark.parametrize(
    ("top", "labels"),
    [
        (0.04, ["0.04 ─", "0.02 ─", "0 ─", "−0.02─", "−0.04─"]),
        (0.004, ["0.004─", "0.002─", "0 ─", "−0.002", "−0.004"]),
        (0.0004, ["4e−4 ─", "2e−4 ─", "0 ─", "−2e−4─", "−4e−4─"]),
        (4e6, ["4e6 ─", "2e6 ─", "0 ─", "−2e6 ─", "−4e6 ─"]),
    ],
)
def test_long_numbers_give_up_what_says_least(top: float, labels: list[str]) -> None:
    made = text(AxisY(), GUTTER, 10, view=((0.0, 1.0), (-1.1 * top, 1.1 * top)))
    assert [row.strip() for row in made if row.strip()] == labels
    made = text(AxisY(), GUTTER, 10, view=((0.0, 1.0), (1000.0, 1000.001)))
    assert "+.0005" in made


def test_the_axis_of_x_has_round_numbers_under_their_columns() -> None:
    (made,) = text(AxisX(), GUTTER + 80, view=((-10.5, 9.5), (0.0, 1.0)))
    assert made.split() == ["−10", "−5", "0", "5"]
    assert made.index(" 0 ") + 1 == GUTTER + 42


def test_the_cross_hair_stands_reversed_on_both_axes() -> None:
    x, y = AxisX(), AxisY()
    (made,) = text(x, GUTTER + 80, view=VIEW, cross=(0.2, 1.0))
    assert " 0.2000 " in made
    assert made.replace(" 0.2000 ", "").split() == ["−10", "−5", "5", "10"]
    (strip,) = x.rows(LOOK, GUTTER + 80, 1)
    assert any(
        s.text == " 0.2000 " and s.style.bgcolor == Color.from_rgb(*LOOK.palette.bright)  # type: ignore[union-attr]
        for s in strip
    )
    made_y = text(y, GUTTER, 21, view=VIEW, cross=(0.2, 0.1))
    assert made_y[10] == "0.1000"
    assert "0.1" not in "".join(text(y, GUTTER, 21, view=VIEW, cross=(0.2, 9.0)))
    wide: Box = ((0.0, 1.0), (-1e7, 1e7))
    assert "−1.2e6" in text(y, GUTTER, 21, view=wide, cross=(0.2, -1.23456e6))


ARROWS = (
    Arrow("−g", (0.0, 0.0), (1.0, 0.0), 1.0, "dotted", 18),
    Arrow("Δ", (0.0, 0.0), (1.0, 0.0), 5.0, "double", 18),
)


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (80, "arrows at step 18: −g ×1   Δ ×5   y stretched ×2.0"),
        (40, "−g ×1   Δ ×5   y ×2.0"),
        (26, "−g ×1  Δ ×5  y ×2.0"),
        (20, "−g ×1  Δ ×5"),
        (10, ""),
    ],
)
def test_the_heading_tells_in_fewer_words_where_it_is_short(width: int, told: str) -> None:
    state = {"view": ((0.0, 80.0), (0.0, 20.0)), "cells": (40, 10), "arrows": ARROWS}
    (row,) = text(MapHeading(), width, **state)
    assert len(row) == width
    assert row.startswith("Map ")
    assert row.removeprefix("Map ").strip("─ ") == told
    assert row.endswith(told)


@pytest.mark.parametrize(
    ("top", "told"),
    [(20.0, "y stretched ×2.0"), (40.0, ""), (40.7, ""), (41.7, ""), (56.0, "x stretched ×1.4"),
     (1.0, "y stretched ×40"), (0.0, "")],
)  # fmt: skip
def test_the_heading_tells_the_stretch(top: float, told: str) -> None:
    (row,) = text(MapHeading(), 60, view=((0.0, 80.0), (0.0, top)), cells=(40, 10))
    assert row.removeprefix("Map ").strip("─ ") == told


def test_the_heading_reads_what_is_pointed_at() -> None:
    state = {"scenario": RACE.scenario, "view": VIEW, "cells": (40, 10), "arrows": ARROWS}
    (row,) = text(MapHeading(), 60, pointer=(-4.116, 0.561), **state)
    assert row.endswith("x −4.116   y 0.5610   f 1.162")
    (row,) = text(MapHeading(), 34, pointer=(-4.116, 0.561), **state)
    assert row.endswith(" x −4.116 y 0.5610 f 1.162")
    (row,) = text(MapHeading(), 60, pointer=(1e300, 0.0), **state)
    assert row.endswith("f ∞")
