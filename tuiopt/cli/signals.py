"""Signals as exceptions, so that what cleans up after an exception cleans up after them too."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
"""What ends a program unasked; SIGINT is Python's KeyboardInterrupt already."""


@contextmanager
def ending_by_exception() -> Iterator[None]:
    """In the block these signals raise SystemExit(128 + n), unless they are ignored (`nohup`)."""
    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, _end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
