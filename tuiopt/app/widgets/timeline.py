"""The timeline: playing or paused, speed, the cues along the steps, and where the cursor is."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.track import Mark, Track, marks
from tuiopt.app.widgets.rows import Rows
from tuiopt.picture.numbers import setting
from tuiopt.session.playback import Solving

LEFT = 11
"""Cells of the part with the speed."""


class Timeline(Rows):
    """One row; the chip carries `t/steps`, cues are their numbers, the last step ends it.

    A press or a drag on the track seeks; on a cue's number, exactly to the cue.
    """

    trace: reactive[Solving | None] = reactive(None, repaint=False)
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
        self._rail(line, look, track, 0, at)
        line.put(chip, palette.bg, bold=True, bg=palette.bright)
        self._rail(line, look, track, at + len(chip), track.length)
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

    def _rail(self, line: Line, look: Look, track: Track, left: int, right: int) -> None:
        """The track from column `left` to `right`, left or right of the chip.

        The cues' numbers stand on it, but for those that the chip would cover in part.
        """
        palette = look.palette
        at = left
        for mark in self._marks(track):
            if mark.column < left or mark.end > right:
                continue
            passed = mark.step <= self.cursor
            begin, end = max(mark.column - 1, at), min(mark.end + 1, right)
            self._plain(line, look, track, at, begin)
            shown = f"{' ' * (mark.column - begin)}{mark.text}{' ' * (end - mark.end)}"
            line.put(shown, palette.text if passed else palette.muted, bold=passed)
            at = end
        self._plain(line, look, track, at, right)

    def _plain(self, line: Line, look: Look, track: Track, left: int, right: int) -> None:
        """The track alone: played, solved, or nothing known of it yet."""
        assert self.trace is not None
        signs, palette = look.signs, look.palette
        if self.cursor and left < track.chip_at(self.cursor, len(self._chip())):
            line.put(signs.strong_line * (right - left), palette.text)
            return
        solved = track.length if self.trace.complete else track.column(self.trace.solved)
        known = min(max(solved - left, 0), right - left)
        line.put(signs.line * known + " " * (right - left - known), palette.rule)

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
