"""Numbers, wrapped text, rows, colours and signs."""

from __future__ import annotations

import math

import pytest
from rich.cells import cell_len

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.picture.color import mix, ramp, rgb
from tuiopt.picture.numbers import number, setting
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE, plain
from tuiopt.picture.slots import run_slots

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1.000"),
        (-0.4116, "−0.4116"),
        (0.0079374, "0.007937"),
        (3.2144, "3.214"),
        (9999.4, "9999"),
        (9999.6, "1.00e4"),
        (0.00099996, "0.001000"),
        (0.0009994, "9.99e−4"),
        (0.99996, "1.000"),
        (-1.234e-5, "−1.23e−5"),
        (1.5e13, "1.50e13"),
        (5e-324, "4.94e−324"),
        (1.7e308, "1.70e308"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "·"),
    ],
)
def test_numbers_have_four_digits(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (1e-8, "1e−8"), (0.999, "0.999"), (-10.5, "−10.5"), (1e20, "1e20"), (60, "60")],
)
def test_settings_are_short(value: float, text: str) -> None:
    assert setting(value) == text


def test_text_is_wrapped_between_words() -> None:
    assert wrap("one two three", 7, 3) == ["one two", "three"]
    assert wrap("one\ntwo", 20, 3) == ["one", "two"]
    assert wrap("", 20, 2) == []


def test_what_does_not_fit_is_marked() -> None:
    assert wrap("one two three four", 7, 2) == ["one two", "three…"]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert wrap("abcdefgh", 3, 9) == ["abc", "def", "gh"]


def test_a_very_long_text_costs_no_more_than_its_rows() -> None:
    assert len(wrap("word " * 100_000, 10, 2)) == 2


@pytest.mark.parametrize(
    "text", ["plain", "日本語日本語日本語", "🎉🎉🎉🎉🎉", "v\u0302 and s\u0302", ""]
)
@pytest.mark.parametrize("width", [1, 2, 7, 30])
def test_a_row_has_exactly_its_width(text: str, width: int) -> None:
    for line in (Line(LOOK, width).put(text), Line(LOOK, width).right(text)):
        strip = line.strip()
        assert sum(cell_len(segment.text) for segment in strip) == width


def test_facts_that_do_not_fit_a_heading_are_left_out() -> None:
    assert "facts" in heading(LOOK, 40, "Title", "facts").text
    assert heading(LOOK, 10, "Title", "facts that are long").text == "Title ────"


def test_letters_stand_for_signs_in_ascii() -> None:
    assert plain("α 0.1 → ∞, v\u0302 ≤ |x|") == "a 0.1 > inf, v^ <= |x|"
    assert plain("Méthode Δ ⇧→") == "Methode D S->"
    assert plain("日本") == "??"
    for name, sign in vars(UNICODE).items():
        if isinstance(sign, str):
            assert str(getattr(ASCII, name)).isascii()
            assert plain(sign).isascii()
    assert LETTERS.text("−1").isascii()
    assert LOOK.text("−1") == "−1"


def test_every_run_has_a_sign_and_a_colour_of_its_own() -> None:
    for palette in PALETTES.values():
        assert len(set(palette.runs)) == len(palette.runs) == 8
    assert len(set(UNICODE.runs)) == len(set(ASCII.runs)) == 8


def test_the_four_of_the_course_keep_their_signs() -> None:
    assert run_slots(["adam", "rmsprop", "momentum", "gd"]) == [3, 2, 1, 0]
    assert run_slots(["nesterov", "gd"]) == [4, 0]
    assert run_slots(["gd", "gd", "gd", "adam"]) == [0, 4, 5, 3]
    assert sorted(run_slots(["gd"] * 8)) == list(range(8))


def luminance(color: tuple[int, int, int]) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [c / 255 for c in color]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_is_readable_on_its_ground(palette) -> None:  # type: ignore[no-untyped-def]
    for ink in (palette.text, palette.bright, palette.muted, palette.good, palette.bad):
        for ground in (palette.bg, palette.raised):
            light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
            least = 4.5 if ink in (palette.text, palette.bright, palette.muted) else 3.0
            assert (light + 0.05) / (dark + 0.05) >= least


def test_colours_are_mixed_in_oklab() -> None:
    black, white = rgb("000000"), rgb("ffffff")
    assert mix(black, white, 0.0) == black
    assert mix(black, white, 1.0) == white
    assert mix(black, white, 0.5) == (99, 99, 99)  # L = 0.5 in OKLab
    shades = ramp([black, white], 5)
    assert shades == tuple(sorted(shades))
