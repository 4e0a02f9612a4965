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
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

SIGNALS = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")
"""Signals that end the program with the terminal restored, and status 128 + n."""

PATIENCE = 1.0
"""Seconds that an orderly end may take after a signal; then the process just ends."""

RESTORE = "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Mouse, paste and keyboard modes off, the normal screen and the cursor back."""


class Driver(LinuxDriver):
    """Textual's driver, for a terminal that may go away.

    A read error on the input ends Textual's input thread with a traceback; here it means that the
    terminal was closed, and the program ends as after SIGHUP.
    """

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            end_by_force(128 + signal.SIGHUP, after=0.0)


def handle_signals(end: Callable[[int], None]) -> None:
    """From now on, a signal calls `end(128 + n)` in the running event loop.

    If the program has not ended after `PATIENCE` seconds, it is ended by force.
    """
    loop = asyncio.get_running_loop()

    def handle(number: int) -> None:
        end_by_force(128 + number, after=PATIENCE)
        end(128 + number)

    for name in SIGNALS:
        loop.add_signal_handler(getattr(signal, name), handle, getattr(signal, name))


def end_by_force(status: int, after: float) -> None:
    """Ends the process after some seconds, whatever its threads are doing."""

    def end() -> None:
        restore()
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
    """Puts a terminal back as it was, if it is still there."""
    with suppress(OSError, termios.error, AttributeError, ValueError):
        os.write(sys.__stderr__.fileno(), RESTORE.encode())  # type: ignore[union-attr]
        if _before:
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, _before)  # type: ignore[union-attr]
