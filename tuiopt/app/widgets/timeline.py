"""The timeline: playing or paused, speed, the cues along the steps, and where the cursor is."""

from __future__ import annotations

from itertools import groupby

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import setting
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.trace import Trace

Cell = tuple[str, Rgb, bool]
"""character, colour, bold"""

LEFT = 11
"""Cells of the part with the speed."""


class Timeline(Rows):
    """One row; the chip carries `t/steps`, cues are their numbers."""

    trace: reactive[Trace | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    playing: reactive[bool] = reactive(False, repaint=False)
    speed: reactive[float] = reactive(1.0, repaint=False)

    def watch_trace(self) -> None:
        self.redraw()

    def watch_cursor(self) -> None:
        self.redraw()

    def watch_playing(self) -> None:
        self.redraw()

    def watch_speed(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        palette, signs = look.palette, look.signs
        steps = self.trace.scenario.steps
        sign = signs.play if self.playing else signs.pause
        line = Line(look, width).put(f" {sign:<2} ", palette.bright, bold=True)
        line.put(f"{setting(self.speed)}/s", palette.text).to(LEFT)
        chip = f" {self.cursor}/{steps} "
        length = max(width - LEFT - 1, len(chip))
        at = round(self.cursor / steps * (length - len(chip)))
        cells = self._track(look, length, at, len(chip))
        _put(line, cells[:at])
        line.put(chip, palette.bg, bold=True, bg=palette.bright)
        _put(line, cells[at + len(chip) :])
        return [line.strip()]

    def _track(self, look: Look, length: int, at: int, chip: int) -> list[Cell]:
        """A cell each: the part played, the part to come, and the cues' numbers over both."""
        assert self.trace is not None
        palette, signs = look.palette, look.signs
        solved = round(self.trace.solved / self.trace.scenario.steps * (length - 1))
        cells = [(signs.strong_line, palette.muted, False)] * at
        cells += [
            (signs.line if i <= solved else " ", palette.rule, False) for i in range(at, length)
        ]
        free = 0
        for number, cue in enumerate(self.trace.scenario.cues, start=1):
            column = round(cue.step / self.trace.scenario.steps * (length - chip)) + chip // 2
            column = max(column, free)  # cues close together stay numbers of their own
            free = column + len(str(number)) + 1
            passed = cue.step <= self.cursor
            for k, digit in enumerate(str(number)):
                if column + k < length:
                    ink = palette.text if passed else palette.muted
                    cells[column + k] = (digit, ink, passed)
        return cells


def _put(line: Line, cells: list[Cell]) -> None:
    """Appends cells, neighbours of one style together."""
    for (fg, bold), group in groupby(cells, key=lambda cell: cell[1:]):
        line.put("".join(char for char, *_ in group), fg, bold=bold)
