"""The cells of a map as they are on the screen: ground, paths and marks over each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tuiopt.app.draw.braille import CHARACTERS
from tuiopt.app.draw.look import Look, run_color, style
from tuiopt.app.draw.map.ground import Ground, to_strip
from tuiopt.app.draw.map.tracks import DOTS, OLD, RUN, RUNS, SIGN, States
from tuiopt.picture.color import Rgb, mix

Span = tuple[int, int, int]
"""A row of the map, and columns of it, from and up to."""

CLOSE = 1
"""Cells between two changes that are written again: colours take more than going over them."""

FADED = 0.45
"""How far what is old goes over into the ground."""


class Picture:
    """Knows what every cell shows, so that only those that change are drawn again."""

    def __init__(self, look: Look, ground: Ground, slots: Sequence[int], selected: int) -> None:
        self._look = look
        self._ground = ground
        self._signs = [look.signs.runs[slot] for slot in slots]
        self._colors = [
            run_color(look, slot, selected=i == selected) for i, slot in enumerate(slots)
        ]
        self._cells = list(ground.cells)
        for at, (digit, _) in ground.digits.items():
            self._cells[at] = digit
        self._marks: Marks = {}

    def update(self, states: States, changed: npt.NDArray[np.int64], marks: Marks) -> list[Span]:
        """Puts paths and marks over the ground, `changed` being where paths may differ.

        Returns where cells changed.
        """
        before, self._marks = self._marks, marks
        touched = dict.fromkeys(changed.tolist())
        touched |= {at: None for at in before if before[at] != marks.get(at)}
        touched |= {at: None for at in marks if at not in before}
        digits = self._ground.digits
        for at in [at for at in touched if at in digits]:
            touched |= dict.fromkeys(digits[at][1])
        spans: list[Span] = []
        row, first, end = -1, 0, 0
        for at in sorted(touched):
            segment = self._segment(at, states)
            if segment == self._cells[at]:
                continue
            self._cells[at] = segment
            y, x = divmod(at, self._ground.columns)
            if y == row and x - end <= CLOSE:
                end = x + 1
                continue
            if row >= 0:
                spans.append((row, first, end))
            row, first, end = y, x, x + 1
        if row >= 0:
            spans.append((row, first, end))
        return spans

    def strip(self, row: int, left: int = 0, right: int | None = None) -> Strip:
        """A row of the map, or its columns `left` to `right`."""
        columns = self._ground.columns
        begin = row * columns
        return to_strip(self._cells[begin + left : begin + (columns if right is None else right)])

    def _segment(self, at: int, states: States) -> Segment:
        ground, state = self._ground, int(states[at])
        mark = self._marks.get(at)
        if mark is not None:
            char, fg, bg, bold = mark
            return Segment(char, style(fg, ground.under[at] if bg is None else bg, bold))
        if at in ground.digits and not state:
            digit, number = ground.digits[at]
            covered = any(other in self._marks or states[other] for other in number)
            return ground.cells[at] if covered else digit
        if not state or ground.fixed[at]:
            return ground.cells[at]
        run = (state >> RUN & RUNS) - 1
        if state & SIGN:
            char = self._signs[run]
        else:
            char = (
                "." if self._look.signs.ascii_only else CHARACTERS[state & DOTS | ground.dots[at]]
            )
        return Segment(
            char, _over(self._colors[run], ground.under[at], bool(state & OLD), bool(state & SIGN))
        )


@lru_cache(maxsize=16384)
def _over(color: Rgb, under: Rgb, old: bool, bold: bool) -> Style:
    """A run's colour on the ground. Cached: there are a few thousand pairs."""
    return style(mix(color, under, FADED) if old else color, under, bold)


Mark = tuple[str, Rgb, Rgb | None, bool]
"""character, foreground, background (None: the ground's), bold"""


Marks = dict[int, Mark]
"""By the number of the cell, row by row."""
