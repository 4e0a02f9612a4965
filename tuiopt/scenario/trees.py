"""Trees of tables: as an immutable value, and what can be asked of any mappings and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, TypeAlias, TypeGuard

Value: TypeAlias = "str | bool | int | float | date | time | tuple[Value, ...] | Branch"
"""What stands in a file. A date with a time is a `date`, too."""

DEEPEST = 100
"""Tables and arrays inside one another, beyond which a tree is refused."""


class Branch(Mapping[str, Value]):
    """A table: values by their keys, in the order of the file. It never changes."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> Value:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Branch) and same(self, other)

    __hash__ = None  # type: ignore[assignment]  # equal only to what has the same types inside

    def __repr__(self) -> str:
        return f"Branch({self._values!r})"


def grown(value: object, depth: int = 0) -> Value:
    """A value of plain dictionaries and lists as a tree; what is a tree already stays as it is.

    Raises TypeError for what TOML does not have, ValueError for text that no file can hold, and
    RecursionError for more than `DEEPEST` tables and arrays inside one another.
    """
    if depth > DEEPEST:
        raise RecursionError("nested too deep")
    match value:
        case Branch() | bool() | int() | float() | date() | time():
            return value
        case str():
            if any("\ud800" <= sign <= "\udfff" for sign in value):
                raise ValueError("a lone surrogate is no text")
            return value
        case Mapping():
            return Branch({_key(key): grown(item, depth + 1) for key, item in value.items()})
        case list() | tuple():
            return tuple(grown(item, depth + 1) for item in value)
    raise TypeError(f"{type(value).__name__} is nothing that a TOML file has")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("the keys of a table are text")
    grown(key)
    return key


def is_array(value: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    return isinstance(value, list | tuple)


def are_tables(value: object) -> bool:
    """Whether it is an array that can be written as `[[tables]]`."""
    return is_array(value) and bool(value) and all(isinstance(item, Mapping) for item in value)


def same(one: object, other: object) -> bool:
    """Whether two trees have the same values of the same types: 1 is not 1.0, and nan is nan.

    The order of arrays counts, that of keys does not.
    """
    if isinstance(one, Mapping):
        return (
            isinstance(other, Mapping)
            and one.keys() == other.keys()
            and all(same(value, other[key]) for key, value in one.items())
        )
    if is_array(one):
        return is_array(other) and len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, float | date | time):  # −0.0 and offsets from UTC count, too
        return str(one) == str(other)
    return one == other
