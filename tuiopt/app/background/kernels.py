"""Kernels for jobs, and the interpreter where there are none."""

from __future__ import annotations

import functools
import gc
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from tuiopt.app.background.compiling import Compiler
from tuiopt.app.background.jobs import Job
from tuiopt.solving.kernels import by_kernels_or_interpreter
from tuiopt_kernels import cache

E = TypeVar("E")
T = TypeVar("T")

_first = threading.Lock()
"""Taken by the first job that has kernels, and never released."""


def by_kernels(
    kernels: Callable[[], E], interpreter: Callable[[], E], work: Callable[[E], T], job: Job[Any]
) -> T:
    """What `work` makes by the kernels, or, as the person is told, by the interpreter."""

    def kept() -> E:
        compile_elsewhere()
        engine = kernels()
        if _first.acquire(blocking=False):
            prune()
            # Numba stays: a collection that went through it would hold up a frame or two. The
            # screen that is shown now stays, too.
            gc.freeze()
        return engine

    return by_kernels_or_interpreter(kept, interpreter, work, job.warn)


@functools.cache
def compile_elsewhere() -> None:
    """Kernels that the cache does not hold are compiled by another process from now on."""
    from tuiopt_kernels import compiled  # Numba takes longer to import than a start may

    if compiled.FOLDER is not None:
        compiled.compile_elsewhere(Compiler(compiled.FOLDER).compile)


def prune() -> None:
    """Removes old kernels from the cache; those that are wanted now have just been loaded."""
    from tuiopt_kernels import compiled

    if compiled.FOLDER is not None:
        cache.prune(compiled.FOLDER)
