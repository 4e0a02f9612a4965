"""Watching work from outside, and ending it."""

from __future__ import annotations

from collections.abc import Callable


class Watched:
    """`watch`, as something that work asks whether it is stopped.

    What `watch` raises stops the work first and is raised after it, by `check`: so it is never
    taken for a fault of the work.
    """

    def __init__(self, watch: Callable[[int, int], None]) -> None:
        self._watch = watch
        self._error: Exception | None = None

    def stopped(self, done: int, total: int) -> bool:
        """Tells how much is done; whether that is enough."""
        if self._error is None:
            try:
                self._watch(done, total)
            except Exception as error:
                self._error = error
        return self._error is not None

    def check(self) -> None:
        """Raises what `watch` has raised."""
        if self._error is not None:
            raise self._error
