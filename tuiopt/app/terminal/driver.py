"""Textual's driver, for a terminal that may be closed, send any byte, or have ASCII only."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from codecs import getincrementaldecoder
from typing import Any

from rich.cells import cell_len
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tuiopt.app.terminal.signals import PIXELS_OFF, end_by_force, handle_signals, remember


class Driver(LinuxDriver):
    """Gives the terminal back as it was, whatever signal comes and whenever."""

    def __init__(self, app: Any, **settings: Any) -> None:
        super().__init__(app, **settings)
        remember()

    @property
    def behind(self) -> bool:
        """Whether more than a frame waits for the terminal to take it, as on a slow line."""
        writer = self._writer_thread
        return writer is not None and writer._queue.qsize() > 1

    def start_application_mode(self) -> None:
        # Before a mode is set, so that no signal can leave it on.
        handle_signals(lambda status: self._app.exit(return_code=status))
        # In the loop's turn, not in the middle of any Python code, as Textual would: that code may
        # hold the lock of the queue which these write to.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        if self._mouse_pixels:
            self.write(PIXELS_OFF)
        super().stop_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        if not self._must_signal_resume:
            # After SIGSTOP, which nobody sees coming. What the terminal has been since is not
            # known; without this, Textual would keep its own modes as those to go back to.
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def _run_input_thread(self) -> None:
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except (OSError, EOFError):
                end_by_force(128 + signal.SIGHUP, after=0.0)
                return
            except Exception:
                continue  # what Textual's parser trips over, a key of number 10^20 say, is left out

    def run_input_thread(self) -> None:
        """Turns what is typed into events. Raises OSError or EOFError if the terminal is gone.

        Textual's own would end at a byte that is no UTF-8, and run idle for ever at the end of the
        input.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], 0.1)
            if ready:
                typed = os.read(self.fileno, 4096)
                if not typed:
                    raise EOFError
                if text := decode(typed):
                    for event in parser.feed(text):
                        self.process_message(event)
            for event in parser.tick():
                self.process_message(event)


class AsciiDriver(Driver):
    """For a terminal that has ASCII only: what Textual's own widgets draw becomes ASCII too."""

    def write(self, data: str) -> None:
        super().write(ascii_cells(data))


_ASCII = {**dict.fromkeys("▁▂▃▄▅▆▇", " "), "▌": "|", "▐": "|", "…": "~"}
"""For the ends of scroll bars, the frames of messages, and text that is cut."""


def ascii_cells(data: str) -> str:
    """What goes to the terminal, with as many ASCII characters for any other as it has cells."""
    if data.isascii():
        return data
    return "".join(c if c.isascii() else _ASCII.get(c, "?" * cell_len(c)) for c in data)
