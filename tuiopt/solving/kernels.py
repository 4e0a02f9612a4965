"""Kernels where Numba works here; else the interpreter, which gives the same bits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

E = TypeVar("E")
T = TypeVar("T")


def unavailable(error: Exception) -> str:
    """What is told where the interpreter takes over."""
    return _slow("kernels are not available", error)


def not_compiled(what: str, error: Exception) -> str:
    """What is told where it takes over for something; a compiler that does not load is no fault of
    that.
    """
    if isinstance(error, OSError):
        return unavailable(error)
    return _slow(f"{what} is not compiled", error)


def _slow(why: str, error: Exception) -> str:
    return f"{why}, so this is slow: {error}".splitlines()[0]


def by_kernels_or_interpreter(
    kernels: Callable[[], E],
    interpreter: Callable[[], E],
    work: Callable[[E], T],
    warn: Callable[[str], None],
) -> T:
    """What `work` makes by the kernels; anew by the interpreter where they fail, anywhere."""
    try:
        return work(kernels())
    except Exception as error:
        # Whatever Numba trips over on this machine, the interpreter gives the same bits.
        warn(unavailable(error))
    return work(interpreter())


def log(text: str) -> None:
    """Where warnings of work without a screen go."""
    logging.getLogger(__name__).warning("tuiopt: %s", text)
