"""A thread that solves behind the screen."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

L = TypeVar("L")
T = TypeVar("T")


class Background(Generic[L, T]):
    """Solves a scenario of a lab; quitting never waits for it: a daemon, which may be compiling.

    `deliver` is called from the thread with every longer trace, `warn` with what the user should
    know.
    """

    def __init__(
        self, scenario: L, deliver: Callable[[T], None], warn: Callable[[str], None]
    ) -> None:
        self._scenario = scenario
        self._deliver = deliver
        self._warn = warn
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tuiopt-solver", daemon=True)

    def start(self) -> None:
        # The compiler is Python code: short turns keep the screen and the keys alive beside it.
        sys.setswitchinterval(0.001)
        self._thread.start()

    def stop(self) -> None:
        """Ends the work within a piece, or after the kernel that is being compiled."""
        self._stopped.set()

    def _run(self) -> None:
        try:
            self._work()
        finally:
            # What is there now stays: a collection that went through Numba would hold up a frame.
            gc.freeze()

    def _work(self) -> None:
        raise NotImplementedError
