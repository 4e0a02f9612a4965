"""How far a long computation is, on standard error where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

EVERY = 0.1
"""Seconds between two writings."""

BLANK = 4
"""Cells more than the line that are cleared at the end: a terminal shows ^C where it is typed."""


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """In the block, what is called with how many are done, of how many: "12/50 epochs".

    One line, written over by a carriage return, and by blanks when the block ends, however it does.
    Nothing is written where there is no word for what is counted.
    """
    stream = sys.stderr
    if not what or stream is None or not stream.isatty():
        yield lambda done, total: None
        return
    due = 0.0
    longest = 0

    def write(text: str) -> None:
        with suppress(OSError):  # a terminal that is gone
            stream.write(text)
            stream.flush()

    def tell(done: int, total: int) -> None:
        nonlocal due, longest
        now = time.monotonic()
        if now >= due:
            due = now + EVERY
            text = f"{done}/{total} {what}"
            longest = max(longest, len(text))
            write(f"\r{text}")

    try:
        yield tell
    finally:
        if longest:
            write(f"\r{' ' * (longest + BLANK)}\r")
