"""The row of keys at the bottom of a screen."""

from __future__ import annotations

import pytest
from hosted import DARK
from rich.cells import cell_len

from tuiopt.app.widgets.frame import KeyRow
from tuiopt.labs.contour.screen.keys import CROSS_FOOTER, FOLDED_FOOTER, RACE_FOOTER


@pytest.mark.parametrize("words", [RACE_FOOTER, FOLDED_FOOTER, CROSS_FOOTER])
def test_keys_stand_apart_and_the_last_has_a_margin_at_every_width(
    words: tuple[tuple[str, str], ...],
) -> None:
    last = DARK.text(" ".join(words[-1]))
    for width in range(40, 260):
        (row,) = KeyRow(words).rows(DARK, width, 1)
        assert row.cell_length == width
        assert row.text.endswith(f"  {last} ")
        shown = [DARK.text(" ".join(word)) for word in words[:-1]]
        room = row.text.removesuffix(f"{last} ").rstrip()
        fitting = [text for text in shown if text in room]
        assert room == " " + "   ".join(fitting)
        assert cell_len(room) + 2 <= width - cell_len(last) - 1
