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
def progress(total: int, what: str) -> Iterator[Callable[[int], None]]:
    """In the block, what is called with how many of `total` are done: "12/50 epochs".

    One line, written over by a carriage return, and by blanks when the block ends, however it does.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield lambda done: None
        return
    due = 0.0

    def write(text: str) -> None:
        with suppress(OSError):  # a terminal that is gone
            stream.write(text)
            stream.flush()

    def tell(done: int) -> None:
        nonlocal due
        now = time.monotonic()
        if now >= due:
            due = now + EVERY
            write(f"\r{done}/{total} {what}")

    try:
        tell(0)
        yield tell
    finally:
        blanks = " " * (len(f"{total}/{total} {what}") + BLANK)
        write(f"\r{blanks}\r")
