"""What a terminal program owes its terminal: signals, hang-ups, and an end that is always clean."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

SIGNALS = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")
"""Signals that end the program with the terminal restored, and status 128 + n."""

PATIENCE = 1.0
"""Seconds that an orderly end may take after a signal; then the process just ends."""

STUCK = 0.2
"""Seconds after which a terminal counts as one that does not read."""

PIXELS_OFF = "\x1b[?1016l"
"""Mouse positions in cells again; Textual leaves them in pixels."""

RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?2026l\x1b[?2048l"
    f"{PIXELS_OFF}\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Mouse, paste and keyboard modes off, lines wrap, the normal screen and the cursor back."""


def handle_signals(end: Callable[[int], None]) -> None:
    """From now on, a signal calls `end(128 + n)` in the running event loop.

    If the program has not ended after `PATIENCE` seconds, it is ended by force.
    """
    loop = asyncio.get_running_loop()

    # Not the loop's own handlers: the loop may be waiting for a terminal that does not read.
    def handle(number: int, frame: FrameType | None) -> None:
        end_by_force(128 + number, after=PATIENCE)
        loop.call_soon_threadsafe(end, 128 + number)

    for name in SIGNALS:
        signal.signal(getattr(signal, name), handle)


def end_by_force(status: int, after: float) -> None:
    """Ends the process after some seconds, whatever its threads are doing."""

    def end() -> None:
        restoring = threading.Thread(target=restore, daemon=True)
        restoring.start()
        restoring.join(STUCK)
        os._exit(status)

    timer = threading.Timer(after, end)
    timer.daemon = True
    timer.start()


_before: list[Any] = []


def remember() -> None:
    """Keeps the terminal's line settings, for `restore`. To be called before they are changed."""
    with suppress(OSError, termios.error, AttributeError):
        _before[:] = termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]


def restore() -> None:
    """Puts a terminal back as it was, if it is still there. May wait for it to read."""
    with suppress(OSError, termios.error, AttributeError, ValueError):
        if _before:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, _before)  # type: ignore[union-attr]
        os.write(sys.__stderr__.fileno(), RESTORE.encode())  # type: ignore[union-attr]
