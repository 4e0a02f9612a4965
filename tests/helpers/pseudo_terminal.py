"""A terminal that tests drive: a program in it, a screen, and what is left on when it has ended."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pyte
from pyte.screens import Char
from wcwidth import wcswidth

PATIENCE = 30.0
"""Seconds after which something that should have happened counts as never happening."""

RIGHT, LEFT, DOWN = "\x1b[C", "\x1b[D", "\x1b[B"
HOME, END, ESCAPE, CTRL_C, CTRL_Z = "\x1b[H", "\x1b[F", "\x1b", "\x03", "\x1a"

QUIET_MODES = {7, 25}
"""DEC private modes that are on in a fresh terminal: lines wrap, the cursor is seen."""

_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(r"\x1b\[([<>])[0-9]*u")
_QUESTION = re.compile(r"\x1b\[\?(\d+)\$p")
_SKIPPED = re.compile(
    r"\x1b\[[<=>][0-9;]*[a-zA-Z]"  # the kitty keyboard, which pyte would print
    r"|\x1b\[\??[0-9;]*\$[a-z]"  # questions about modes
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # the pointer's shape
    r"|\x1b\[[0-9;]*m"  # colours: no test looks at them, and they are most of the bytes
)
_UNFINISHED = re.compile(r"\x1b(\[[0-9;?<=>$]*|\][^\x07\x1b]*\x1b?)?\Z")


class Screen(pyte.Screen):
    """Notes text that runs over the right edge; has no colours, and is quick with plain text."""

    overran = False

    def draw(self, data: str) -> None:
        width = wcswidth(data)
        end = self.cursor.x + max(width, 0)
        self.overran |= end > self.columns
        if width != len(data) or end > self.columns:
            super().draw(data)
            return
        row = self.buffer[self.cursor.y]
        for x, character in enumerate(data, self.cursor.x):
            row[x] = _cell(character)
        self.cursor.x = end

    def text(self) -> str:
        """The rows, without blanks at their ends."""
        rows = (self.buffer[y] for y in range(self.lines))
        return "\n".join("".join(row[x].data for x in range(self.columns)).rstrip() for row in rows)


@cache
def _cell(character: str) -> Char:
    return Char(character)


class PseudoTerminal:
    """A program in a terminal of its own, as the leader of a session.

    `modern` terminals answer questions about synchronized output and in-band resizing with yes;
    one that is not `controlling` sends no signals.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int],
        env: dict[str, str],
        cwd: Path,
        modern: bool = False,
        controlling: bool = True,
    ) -> None:
        self.output = b""
        self._modern = modern
        self._rest = ""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._normal = Screen(*size)
        self._alternate = Screen(*size)
        self._stream = pyte.Stream(self._normal)
        self.modes = set(QUIET_MODES)
        self.keyboards = 0
        self._ours, self._theirs = os.openpty()
        self._line_before = termios.tcgetattr(self._theirs)
        self._set_size(*size)
        theirs = self._theirs
        self.process = subprocess.Popen(
            argv,
            env=env,
            cwd=cwd,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=not controlling,
            preexec_fn=(lambda: os.login_tty(theirs)) if controlling else None,
        )

    # What is on it

    @property
    def screen(self) -> Screen:
        return self._alternate if 1049 in self.modes else self._normal

    @property
    def text(self) -> str:
        """The rows, without blanks at their ends."""
        return self.screen.text()

    @property
    def left_on(self) -> list[str]:
        """What a program that has ended or stopped should have undone, and has not."""
        left = [f"mode {mode}" for mode in sorted(self.modes ^ QUIET_MODES)]
        left += ["keyboard"] * self.keyboards
        if termios.tcgetattr(self._theirs) != self._line_before:
            left.append("line settings")
        return left

    # What a person does

    def send(self, keys: str | bytes) -> None:
        os.write(self._ours, keys if isinstance(keys, bytes) else keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Another size for the window; the program hears of it by a signal."""
        self._set_size(columns, rows)
        for screen in (self._normal, self._alternate):
            screen.resize(max(rows, 1), max(columns, 1))
        if 2048 in self.modes:
            self.send(f"\x1b[48;{rows};{columns};{rows * 20};{columns * 10}t")

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """The window is closed. Nothing but waiting for the end is possible then."""
        os.close(self._ours)
        self._ours = -1

    def close(self) -> None:
        """Ends whatever is left."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for end in (self._ours, self._theirs):
            if end >= 0:
                os.close(end)

    # What a test waits for

    def pump(self, seconds: float) -> None:
        """Reads, and answers, for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> str:
        """Until the screen has a text, or something else holds for it; the screen's text."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + PATIENCE
        while not (holds(self.text) and not self._rest):
            assert time.monotonic() < end, f"never seen: {wanted!r} in\n{self.text}"
            self._read(0.1)
            while self._read(0.0):
                pass
            if self.process.poll() is not None and not self._read(0.0):
                assert holds(self.text), f"ended before {wanted!r} in\n{self.text}"
        return self.text

    def settled(self) -> str:
        """The screen's text when nothing has been written for a while."""
        end = time.monotonic() + PATIENCE
        while self._read(0.3):
            assert time.monotonic() < end, "never at rest"
        return self.text

    def wait_for_output(self) -> None:
        """Until the program has written anything at all."""
        end = time.monotonic() + PATIENCE
        while not self.output:
            assert time.monotonic() < end, "nothing is written"
            self._read(0.1)

    def wait_until_stopped(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read(0.02)
            pid, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if pid:
                assert os.WIFSTOPPED(status), "ended instead of stopping"
                while self._read(0.0):
                    pass
                return
        raise AssertionError("never stopped")

    def wait_for_end(self, *, reading: bool = True) -> int:
        """The exit status as a shell tells it; all that was written is read, at last."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"never ended:\n{self.text}"
            if reading:
                self._read(0.02)
            else:
                time.sleep(0.02)
        while self._read(0.0):
            pass
        code = self.process.returncode
        return code if code >= 0 else 128 - code

    # How it works

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, timeout: float) -> bool:
        """Reads what comes within some seconds; whether anything came."""
        if self._ours < 0:
            time.sleep(timeout)
            return False
        if not select.select([self._ours], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._ours, 1 << 16)
        except OSError:
            return False
        self.output += data
        self._take(self._decode(data))
        return bool(data)

    def _take(self, text: str) -> None:
        text = self._rest + text
        unfinished = _UNFINISHED.search(text)
        self._rest = text[unfinished.start() :] if unfinished else ""
        text = text[: len(text) - len(self._rest)]
        for question in _QUESTION.findall(text):
            if self._modern:
                self.send(f"\x1b[?{question};2$y")
        at = 0
        for found in _MODE.finditer(text):
            self._draw(text[at : found.start()])
            at = found.end()
            for mode in map(int, found[1].split(";")):
                self._switch(mode, found[2] == "h")
        self._draw(text[at:])

    def _draw(self, text: str) -> None:
        for found in _KEYBOARD.finditer(text):
            self.keyboards = max(self.keyboards + (1 if found[1] == ">" else -1), 0)
        self._stream.feed(_SKIPPED.sub("", text))

    def _switch(self, mode: int, on: bool) -> None:
        if mode == 1049 and on and mode not in self.modes:
            self._alternate.reset()
        (self.modes.add if on else self.modes.discard)(mode)
        if mode == 1049:
            self._stream = pyte.Stream(self.screen)


def go_to_end(terminal: PseudoTerminal, steps: int) -> None:
    """Goes to the last step as soon as all is solved so far."""
    end = time.monotonic() + PATIENCE
    # In the heading of a race's state, or on the timeline, which a message may hide.
    places = (f", step {steps}", f" {steps}/{steps} ")
    while not any(place in terminal.text for place in places):
        assert time.monotonic() < end, f"step {steps} is never solved:\n{terminal.text}"
        terminal.send(END)
        terminal.pump(0.1)
