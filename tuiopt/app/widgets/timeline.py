"""The timeline: playing or paused, speed, the cues along the steps, and where the cursor is."""

from __future__ import annotations

from itertools import groupby

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import setting
from tuiopt.app.draw.table.track import Mark, Track, marks
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.trace import Trace

Cell = tuple[str, Rgb, bool]
"""character, colour, bold"""

LEFT = 11
"""Cells of the part with the speed."""


class Timeline(Rows):
    """One row; the chip carries `t/steps`, cues are their numbers, the last step ends it.

    A press or a drag on the track seeks; on a cue's number, exactly to the cue.
    """

    trace: reactive[Trace | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    inside: reactive[int | None] = reactive(None, repaint=False)
    playing: reactive[bool] = reactive(False, repaint=False)
    speed: reactive[float] = reactive(1.0, repaint=False)

    class Sought(Message):
        """A step was pointed at."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._grip: int | None = None
        """While dragging, the columns by which the mouse is right of the chip's middle."""
        self._mouse = 0
        """The column of the mouse, of which only changes move the cursor."""

    # Drawing

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        palette, signs = look.palette, look.signs
        track = self._track(width)
        sign = signs.play if self.playing else signs.pause
        line = Line(look, width).put(f" {sign:<2} ", palette.bright, bold=True)
        speed = float(f"{self.speed:.{3 if self.speed >= 1 else 2}g}")
        line.put(f"{setting(speed)}/s", palette.text).to(LEFT)
        chip = self._chip()
        at = track.chip_at(self.cursor, len(chip))
        cells = self._cells(look, track, at, at + len(chip))
        _put(line, cells[:at])
        line.put(chip, palette.bg, bold=True, bg=palette.bright)
        _put(line, cells[at + len(chip) :])
        return [line.right(f" {track.steps} ").strip()]

    def _track(self, width: int) -> Track:
        assert self.trace is not None
        steps = self.trace.scenario.steps
        chip = len(f" {steps}/{steps} ")
        return Track(max(width - LEFT - len(f" {steps} "), chip), steps, chip)

    def _chip(self) -> str:
        assert self.trace is not None
        into = "" if self.inside is None else f"→{self.cursor + 1}"
        return f" {self.cursor}{into}/{self.trace.scenario.steps} "

    def _marks(self, track: Track) -> tuple[Mark, ...]:
        assert self.trace is not None
        return marks(track, tuple(cue.step for cue in self.trace.scenario.cues))

    def _cells(self, look: Look, track: Track, left: int, right: int) -> list[Cell]:
        """A cell each: the part played, the part to come, and the cues' numbers over both.

        A number that the chip, from `left` to `right`, would cover in part is left out.
        """
        assert self.trace is not None
        palette, signs = look.palette, look.signs
        solved = track.length if self.trace.complete else track.column(self.trace.solved)
        played = left if self.cursor else 0
        cells = [(signs.strong_line, palette.text, False)] * played
        cells += [
            (signs.line if i < solved else " ", palette.rule, False)
            for i in range(played, track.length)
        ]
        for mark in self._marks(track):
            if mark.column < right and left < mark.end:
                continue
            passed = mark.step <= self.cursor
            shown = f" {mark.text} " if mark.column else f"{mark.text} "
            ink = palette.text if passed else palette.muted
            for column, char in enumerate(shown, start=mark.end + 1 - len(shown)):
                if column < track.length:
                    cells[column] = (char, ink, passed)
        return cells

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self.trace is None or event.button != 1 or event.x < LEFT:
            return
        self.capture_mouse()
        self._mouse = event.x
        track = self._track(self.size.width)
        column = event.x - LEFT
        chip = len(self._chip())
        left = track.chip_at(self.cursor, chip)
        if left <= column < left + chip:
            self._grip = column - track.column(self.cursor)
            return
        self._grip = 0
        hit = (mark.step for mark in self._marks(track) if mark.column <= column < mark.end)
        self._seek(next(hit, track.step(column)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.trace is None or self._grip is None or event.x == self._mouse:
            return
        self._mouse = event.x
        self._seek(self._track(self.size.width).step(event.x - LEFT - self._grip))

    def on_mouse_up(self) -> None:
        self._grip = None
        self.release_mouse()

    def on_mouse_release(self) -> None:
        self._grip = None

    def _seek(self, step: int) -> None:
        if step != self.cursor:
            self.post_message(self.Sought(step))


def _put(line: Line, cells: list[Cell]) -> None:
    """Appends cells, neighbours of one style together."""
    for (fg, bold), group in groupby(cells, key=lambda cell: cell[1:]):
        line.put("".join(char for char, *_ in group), fg, bold=bold)
