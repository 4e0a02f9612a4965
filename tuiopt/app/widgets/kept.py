"""Rows of which parts are made anew only when what they depend on is another one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from tuiopt.app.widgets.rows import Rows

T = TypeVar("T")


class KeptRows(Rows):
    """Keeps what was made last, by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._kept: dict[str, tuple[tuple[Hashable, ...], object]] = {}

    def kept(self, name: str, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """What was made for the same key the last time, else made now and kept."""
        before = self._kept.get(name)
        if before is None or before[0] != key:
            before = self._kept[name] = (key, make())
        return cast(T, before[1])
