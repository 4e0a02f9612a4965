"""Histograms and bars in eighths of a cell, and the numbers beside them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.blocks import RISING, bar, histogram, put_on_floor
from tuiopt.labs.network.screen.draw.layers.spread import LogScale, log_scale, spread
from tuiopt.picture.numbers import fitted, number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)


def heights(rows: list[str]) -> list[int]:
    """Eighths of a cell, bin by bin."""
    return [sum(RISING.index(char) for char in column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("rows", [1, 2, 3, 5])
def test_cells_add_up_to_the_bins(rows: int) -> None:
    counts = np.random.default_rng(3).integers(0, 50, 13)
    drawn = histogram(LOOK, counts, rows)
    assert len(drawn) == rows
    highest = 8 * rows - 1
    wanted = [max(round(count / counts.max() * highest), 1) if count else 0 for count in counts]
    assert heights(drawn) == wanted
    for upper, lower in pairwise(drawn):  # nothing floats
        assert all(below == "█" for above, below in zip(upper, lower, strict=True) if above != " ")


def test_the_highest_bin_stays_clear_of_what_is_above() -> None:
    assert histogram(LOOK, np.array([0, 8, 4]), 1) == [" ▇▄"]


def test_a_bin_that_is_not_empty_is_seen() -> None:
    assert histogram(LOOK, np.array([1, 10_000, 0]), 2) == [" ▇ ", "▁█ "]
    assert histogram(LOOK, np.zeros(3, np.int64), 2) == ["   ", "   "]


def test_letters_stand_for_blocks() -> None:
    drawn = histogram(LETTERS, np.array([1, 8, 4, 0]), 2)
    assert set("".join(drawn)) <= {" ", ".", "#"}
    assert bar(LETTERS, 1.0, 4) == "####"
    line = put_on_floor(Line(LETTERS, 4), ".#  ", (1, 2, 3))
    assert line.strip().text == ".#__"


def test_a_bar_is_as_long_as_its_share() -> None:
    assert bar(LOOK, 0.5, 5) == "██▌  "
    assert bar(LOOK, 1.0, 3) == "███"
    assert bar(LOOK, 0.0, 3) == "▏  "
    assert bar(LOOK, math.nan, 3) == "   "
    assert bar(LOOK, 0.5, 0) == ""


def test_what_is_empty_is_floor_in_grey() -> None:
    strip = put_on_floor(Line(LOOK, 5), " ▄█  ", (9, 9, 9)).strip()
    assert strip.text == "▁▄█▁▁"
    inks = [segment.style.color.triplet for segment in strip]  # type: ignore[union-attr]
    assert inks == [LOOK.palette.rule, (9, 9, 9), LOOK.palette.rule]


@pytest.mark.parametrize(
    ("mean", "deviation", "texts"),
    [
        (-0.0201, 1.0789, ("−0.02", "1.08")),
        (0.0, 0.99999, ("0.00", "1.00")),
        (-1e-17, 1.0, ("0.00", "1.00")),
        (0.0123, 0.0389, ("0.0123", "0.0389")),
        (12.3, 0.5, ("12.300", "0.500")),
        (123.4567, 0.0389, ("123", "0.0389")),
        (3.0, 1234.0, ("3.00", "1.2e3")),
        (1e-20, 1e-5, ("0", "1.0e−5")),
        (0.0, 0.0, ("0", "0")),
        (math.nan, math.nan, ("·", "·")),
        (math.inf, math.nan, ("∞", "·")),
    ],
)
def test_mean_and_deviation_have_the_same_decimals(
    mean: float, deviation: float, texts: tuple[str, str]
) -> None:
    assert spread(mean, deviation) == texts


def test_a_scale_of_norms_has_whole_decades() -> None:
    scale = log_scale([0.0389, 1.01, 0.0, math.inf, math.nan])
    assert scale == LogScale(-2, 1)
    assert scale.words == "1e−2…1e1"
    assert scale.share(0.1) == pytest.approx(1 / 3)
    assert scale.share(math.inf) == scale.share(1e300) == 1.0
    assert math.isnan(scale.share(0.0))
    assert math.isnan(scale.share(math.nan))
    assert log_scale([0.5, 0.6]) == LogScale(-3, 0)
    assert log_scale([1.0]) == LogScale(-3, 0)
    assert log_scale([math.nan, 0.0]) is None


@pytest.mark.parametrize(
    ("value", "cells", "text"),
    [
        (0.038912, 7, "0.03891"),
        (0.038912, 6, "0.0389"),
        (-0.038912, 6, "−0.039"),
        (123456.0, 6, "1.23e5"),
        (123456.0, 5, "1.2e5"),
        (123456.0, 2, ""),
        (9999.6, 5, "1.0e4"),
        (999.6, 3, "1e3"),
    ],
)
def test_a_number_has_as_many_digits_as_fit(value: float, cells: int, text: str) -> None:
    assert fitted(value, cells) == text


def test_three_digits_are_written_as_four_are() -> None:
    assert [number(value, 3) for value in (0.0123456, 999.4, 1234.0, 1.0)] == [
        "0.0123",
        "999",
        "1.2e3",
        "1.00",
    ]
