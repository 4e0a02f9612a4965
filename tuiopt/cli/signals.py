"""Signals as exceptions, so that what cleans up after an exception cleans up after them too."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

ENDING = [
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))
]
"""What ends a program unasked."""

Check = Callable[[], None]


@contextmanager
def ending_by_exception() -> Iterator[Check]:
    """In the block these signals raise SystemExit(128 + n), unless they are ignored (`nohup`).

    What is in between may swallow that, destructors and imports of compiled modules do, or make
    another error of it. It is therefore raised again by what the block is given, by any error that
    leaves the block, and at the block's end.
    """
    came: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        came.append(number)
        check()

    def check() -> None:
        if came:
            raise SystemExit(128 + came[0])

    def tell(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, SystemExit):
            hook(unraisable)

    before = {number: signal.getsignal(number) for number in ENDING}
    hook = sys.unraisablehook
    try:
        sys.unraisablehook = tell
        for number, handler in before.items():
            if handler in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, end)
        yield check
        check()
    except Exception:
        check()
        raise
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)
