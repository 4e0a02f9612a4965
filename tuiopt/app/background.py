"""A thread that solves behind the screen."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from tuiopt.labs.kernels import unavailable
from tuiopt_kernels import cache

L = TypeVar("L")
T = TypeVar("T")
E = TypeVar("E")


class Background(Generic[L, T, E]):
    """Solves a scenario of a lab; quitting never waits for it: a daemon, which may be compiling.

    `deliver` is called from the thread with every longer trace, `warn` with what the user should
    know. Subclasses give the engines E, and solve by them.
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
        try:
            engine = self._kernels()
            self._prune()
            self._solve(engine, slow=False)
        except Exception as error:
            # Whatever Numba trips over on this machine, the interpreter gives the same bits.
            self._warn(unavailable(error))
            self._solve(self._interpreter(), slow=True)

    def _prune(self) -> None:
        from tuiopt_kernels import compiled

        if compiled.FOLDER is not None:
            cache.prune(compiled.FOLDER)

    def _kernels(self) -> E:
        """Imports Numba, compiles or loads."""
        raise NotImplementedError

    def _interpreter(self) -> E:
        """What is there without Numba."""
        raise NotImplementedError

    def _solve(self, engine: E, *, slow: bool) -> None:
        """Delivers until all is solved or it is stopped; in short pieces where that is slow."""
        raise NotImplementedError
