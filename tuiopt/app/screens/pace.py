"""How often the screen is drawn while a lab plays."""

from __future__ import annotations

FRAMES = 30
"""Frames a second: what an eye takes for motion, at half the work of 60."""

READINGS = 10
"""How often a second numbers and curves follow the map, in turns: nobody reads faster."""


class Pace:
    """Tells how much time a frame has to show; late frames are skipped, not queued."""

    seconds = 1 / FRAMES
    """Between two ticks."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._read = 0.0

    def start(self, now: float) -> None:
        """Playing begins."""
        self._shown = self._read = now

    def tick(self, now: float, *, behind: bool) -> float:
        """Seconds to show now; 0 while the terminal is behind: the next frame shows them too."""
        if behind:
            return 0.0
        seconds, self._shown = now - self._shown, now
        return seconds

    def reads(self) -> bool:
        """Whether numbers are to be drawn anew in the frame that is shown now."""
        # A frame comes a little early or late: half of one decides.
        due = self._shown - self._read >= 1 / READINGS - 0.5 / FRAMES
        if due:
            self._read = self._shown
        return due
