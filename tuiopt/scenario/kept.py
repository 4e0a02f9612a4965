"""What is costly to make of a table, kept for as long as a scenario has it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

import msgspec

from tuiopt.scenario.format import Table

T = TypeVar("T")


class Kept(Generic[T]):
    """Results by the tables that they were made of.

    A scenario in which something else was changed gets the very same result again, since the one
    before it is still there.
    """

    def __init__(self) -> None:
        self._results: WeakValueDictionary[Hashable, T] = WeakValueDictionary()

    def find(self, table: Table, besides: str) -> T | None:
        """The result for a table, and for what else it depends on; None where there is none."""
        return self._results.get(_key(table, besides))

    def keep(self, table: Table, besides: str, result: T) -> T:
        """The result, which is now the one to be found."""
        self._results[_key(table, besides)] = result
        return result


def _key(table: Table, besides: str) -> Hashable:
    # The table's bytes tell −0.0 from 0.0, which are one key of a dictionary.
    return type(table), msgspec.msgpack.encode(table), besides
