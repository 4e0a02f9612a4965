"""Of a row that changed, only the columns that differ are drawn again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuiopt.app.widgets.rows import changed

STYLES = [Style(bold=False), Style(bold=True)]
PIECES = st.lists(st.tuples(st.sampled_from(["a", "bc", "v\u0302", "世"]), st.sampled_from(STYLES)))


def strip(pieces: list[tuple[str, Style]]) -> Strip:
    return Strip([Segment(text, style) for text, style in pieces])


def cells(row: Strip) -> list[str]:
    return [str(row.crop(x, x + 1)._segments) for x in range(row.cell_length)]


@given(PIECES, PIECES, PIECES, PIECES)
def test_all_that_differs_lies_between_the_columns(
    start: list[tuple[str, Style]],
    one: list[tuple[str, Style]],
    other: list[tuple[str, Style]],
    end: list[tuple[str, Style]],
) -> None:
    old, new = strip(start + one + end), strip(start + other + end)
    spans = changed(old, new)
    if old.cell_length != new.cell_length:
        assert [right for _, right in spans] == [new.cell_length]
        return
    before, after = cells(old), cells(new)
    for x in range(new.cell_length):
        if not any(left <= x < right for left, right in spans):
            assert before[x] == after[x]


def test_wide_characters_and_accents_that_make_up_for_each_other() -> None:
    old, new = (
        strip([("v\u0302", STYLES[0]), (wide, STYLES[1]), (end, STYLES[0])])
        for wide, end in (("世", "a"), ("界", "b"))
    )
    assert changed(old, new) == [(1, 4)]


def test_equal_rows_need_nothing() -> None:
    row = [("abc", STYLES[0]), ("d", STYLES[1])]
    assert changed(strip(row), strip(row)) == []


def test_one_number_among_others() -> None:
    old = strip([("loss ", STYLES[0]), ("0.1", STYLES[1]), (" end", STYLES[0])])
    new = strip([("loss ", STYLES[0]), ("0.2", STYLES[1]), (" end", STYLES[0])])
    assert changed(old, new) == [(5, 8)]


def test_two_numbers_far_apart_and_close_together() -> None:
    for gap, spans in ((20, [(0, 3), (23, 26)]), (4, [(0, 10)])):
        old, new = (
            strip([(a, STYLES[0]), (" " * gap, STYLES[1]), (b, STYLES[0])])
            for a, b in (("0.1", "0.7"), ("0.2", "0.8"))
        )
        assert changed(old, new) == spans
