"""Kernels where Numba works here; else the interpreter, which gives the same bits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

E = TypeVar("E")


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


def compiled_or(interpreter: Callable[[], E], compiled: Callable[[Callable[[str], None]], E]) -> E:
    """The engine of a lab for work without a screen; what `compiled` warns of is logged."""

    def warn(text: str) -> None:
        logging.getLogger(__name__).warning("tuiopt: %s", text)

    try:
        return compiled(warn)
    except Exception as error:
        # Whatever Numba trips over on this machine.
        warn(unavailable(error))
        return interpreter()
