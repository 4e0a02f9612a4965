"""The paths of all runs on one viewport, as one number a cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import Bytes
from tuiopt.app.draw.map.path import (
    DotPath,
    Stroke,
    beads,
    dot_numbers,
    line,
    milestones,
    segments,
    thick,
)
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt_kernels.data import Array

Ints = npt.NDArray[np.int64]
States = npt.NDArray[np.uint16]

DOTS = 0xFF
"""The bits of a state that are a braille byte."""

RUN = 8
"""From this bit on: the run whose colour the cell has, counted from 1; 0 where there is none."""

RUNS = 0x1F

OLD = 1 << 13
"""The run was there long ago."""

SIGN = 1 << 14
"""The run's sign stands here, not dots."""

RECENT = 40
"""Steps that stay bright once a path fades."""

FADES = 60
"""Steps from which on what is older than the recent ones fades."""


class Tracks:
    """Paths from step 0 to a cursor.

    A cell shows the dots of all runs in the colour of one: the selected run's if it was there
    lately, else that of the first run that was, else of the first that ever was. Where colours tell
    nothing, only the selected run has a line, and every run its sign at every third step.
    `states` is (rows·columns,), of the bits above.
    """

    def __init__(self, viewport: Viewport, *, heavy: bool, color: bool, fades: bool) -> None:
        self._viewport = viewport
        self._accent: tuple[Stroke, ...] = (thick, beads) if heavy else (line, beads)
        self._color = color
        self._fades = fades
        self._runs: Sequence[Array] = ()
        self._paths: list[dict[Stroke, DotPath]] = []
        self.states: States = np.zeros(viewport.columns * viewport.rows, np.uint16)

    def follow(self, runs: Sequence[Array]) -> None:
        """From now on these runs, each (steps + 1, 2) points; one that is only known further, in
        the same memory, keeps its dots.
        """
        before = list(zip(self._runs, self._paths, strict=True))
        self._runs = runs
        self._paths = []
        for i, run in enumerate(runs):
            paths: dict[Stroke, DotPath] = {}
            if i < len(before) and np.may_share_memory(before[i][0], run):
                paths = before[i][1]
                for path in paths.values():
                    path.extend(run[:, 0], run[:, 1])
            self._paths.append(paths)

    def show(self, cursor: int, selected: int, shown: Sequence[int]) -> Ints:
        """Sets `states` to those of a cursor; the cells that changed.

        `shown` are the runs that are drawn, those on top last.
        """
        age = OLD if self._fades and cursor > FADES else 0
        dots = np.zeros(len(self.states), np.uint8)
        owner = np.zeros_like(self.states)
        lines = shown if self._color else [i for i in shown if i == selected]
        for i in lines:
            mask = self._mask(i, cursor, self._accent if i == selected else (line,))
            dots |= mask
            owner[mask != 0] = _code(i) | age
        if not self._color:
            for i in shown:
                stands = self._mask(i, cursor, (milestones,)) != 0
                owner[stands] = _code(i) | SIGN | age
                dots[stands] = 0
        if age and shown:
            cells, codes = self._recent(cursor, shown)
            if self._color:
                lit = dots[cells] != 0
                owner[cells[lit]] = codes[lit]
            else:
                own = (owner[cells] & RUNS << RUN) == codes
                owner[cells[own]] &= ~OLD & 0xFFFF
        before, self.states = self.states, owner | dots
        return np.flatnonzero(before != self.states)

    def _mask(self, i: int, cursor: int, strokes: tuple[Stroke, ...]) -> Bytes:
        """The dots of a run at a cursor, drawn in some strokes."""
        paths = self._paths[i]
        run = self._runs[i]
        masks = []
        for stroke in strokes:
            if stroke not in paths:
                paths[stroke] = DotPath(self._viewport, run[:, 0], run[:, 1], stroke)
            paths[stroke].show(cursor)
            masks.append(paths[stroke].mask)
        return masks[0] if len(masks) == 1 else masks[0] | masks[1]

    def _recent(self, cursor: int, shown: Sequence[int]) -> tuple[Ints, States]:
        """The cells that runs crossed in the last steps, and the code of the run for each."""
        first = max(cursor - RECENT, 0)
        points = [self._runs[i][first : cursor + 1] for i in shown]
        begins = np.concatenate([p[:-1] for p in points])
        ends = np.concatenate([p[1:] for p in points])
        whose = np.repeat([_code(i) for i in shown], [max(len(p) - 1, 0) for p in points])
        size = self._viewport.dots
        x, y, which = segments(
            *self._viewport.to_dots(begins[:, 0], begins[:, 1]),
            *self._viewport.to_dots(ends[:, 0], ends[:, 1]),
            size,
        )
        numbers, kept = dot_numbers(x, y, size)
        row, column = np.divmod(numbers, size[0])
        cells = row // DOTS_Y * self._viewport.columns + column // DOTS_X
        return cells, whose[which[kept]].astype(np.uint16)


def _code(i: int) -> int:
    return (i + 1) << RUN
