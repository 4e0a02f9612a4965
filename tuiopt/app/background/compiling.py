"""Compiles in another process what this one then loads from the cache.

LLVM keeps for good part of the memory that it compiles in, and Numba holds Python's lock for tens
of milliseconds at a time, which is too long for a key to wait.
"""

from __future__ import annotations

import os
import pickle
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

IDLE = 5.0
"""Seconds without a request after which the other process ends."""

NICENESS = 5
"""What is added to that of the other process: the screen comes first."""

DONE = b"\n"
"""The answer to a request, whether a kernel came of it or not."""

PROGRAM = """\
import sys
sys.path[:] = {path!r}
from tuiopt.app.background import compiling
compiling.serve()
"""


class Compiler:
    """Another process, started when something is wanted of it, and again when it is gone.

    It ends by itself when it has nothing to do, and soon after this process is no more. It takes
    one request at a time.

    Parameters
    ----------
    folder : where kernels are kept
    """

    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
        self._process: subprocess.Popen[bytes] | None = None

    def compile(self, driver: str, *arguments: Any) -> None:
        """Waits until the other process has called a function of `compiled`.

        Raises nothing: where this fails, for whatever reason, the kernel is not in the cache, and
        is compiled in this process.
        """
        with suppress(Exception):
            request = pickle.dumps((driver, arguments))
            if not self._answers(request):
                self._start()
                self._answers(request)

    def _answers(self, request: bytes) -> bool:
        if self._process is None:
            return False
        requests, answers = self._process.stdin, self._process.stdout
        assert requests
        assert answers
        try:
            requests.write(request)
            requests.flush()
        except OSError:
            return False
        return answers.read(len(DONE)) == DONE

    def _start(self) -> None:
        if self._process is not None:
            with suppress(OSError), self._process:
                pass  # closes what is left of one that has ended
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            start_new_session=True,  # no key of the terminal is meant for it
        )


def serve() -> None:
    """What the other process does."""
    from tuiopt_kernels import compiled

    os.nice(NICENESS)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([requests], [], [], IDLE)[0]:
        try:
            driver, arguments = pickle.load(requests)
        except EOFError:
            return
        with suppress(Exception):  # the first process meets it again, and tells
            getattr(compiled, driver)(*arguments)
        answers.write(DONE)
        answers.flush()
