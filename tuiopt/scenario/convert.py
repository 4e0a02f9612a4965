"""From the parser's tables to the format's structs, key by key, so that every fault is found."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

import msgspec
from msgspec import UNSET, UnsetType, inspect

from tuiopt.scenario import later
from tuiopt.scenario.document import Document
from tuiopt.scenario.expected import expected, words
from tuiopt.scenario.faults import Fault, Path, hint, key_of, listed, quoted, shown
from tuiopt.scenario.format import Owner, Table
from tuiopt.scenario.locate import Place, locate

T = TypeVar("T", bound=Table)
Named = TypeVar("Named")


class Converter:
    """Reads the tables of one document and collects its faults.

    `excused` are required keys that are not called missing; `owner` tells whose a key is that
    another lab has. Lines are looked up only once there is a fault.
    """

    def __init__(self, document: Document, excused: Collection[str], owner: Owner) -> None:
        self.faults: list[Fault] = []
        self._document = document
        self._excused = excused
        self._owner = owner
        self._places: Place | None = None
        self._faulty: set[Path] = set()

    def fault(self, path: Path, message: str) -> None:
        """Notes a fault of what is, or should be, at a path."""
        if self._places is None:
            self._places = locate(self._document.text)
        line = self._places.line_of(path)
        self.faults.append(Fault(self._document.source.file, line, key_of(path), message, path))
        self._mark(path)

    def _mark(self, path: Path) -> None:
        self._faulty.update(path[:length] for length in range(len(path) + 1))

    def adopt(self, path: Path, faults: Iterable[Fault]) -> None:
        """Takes over faults of another file, which the value at a path names."""
        self.faults += (replace(fault, path=path) for fault in faults)
        self._mark(path)

    def refused(self, path: Path, found: object, allowed: str, names: Collection[str] = ()) -> None:
        """Notes that something else was expected at a path, and which of the names may be meant."""
        near = hint(found, names) if isinstance(found, str) else ""
        self.fault(path, f"expected {allowed}, found {shown(found)}{near}")

    def sound(self, path: Path) -> bool:
        """Whether nothing is wrong so far with what is at a path, or inside it."""
        return path not in self._faulty

    def named(
        self, path: Path, word: str, known: Mapping[str, Named], others: Collection[str]
    ) -> Named | None:
        """What a name stands for; None, and a fault, for a name that is unknown or for later."""
        if word in known:
            return known[word]
        if word in others:
            self.fault(path, f'"{word}" {later.REFUSAL}')
        else:
            near = hint(word, known) or ";"
            self.fault(path, f"unknown {path[-1]} {quoted(word)}{near} known: {listed(known)}")
        return None

    def table(self, path: Path, found: object, struct: type[T]) -> T:
        """The struct of a table; UNSET or the default where the table has nothing sound."""
        required = [name for name, field in _fields(struct).items() if field.required]
        if not isinstance(found, Mapping):
            self.refused(path, found, "a table")
            return struct(**dict.fromkeys(required, UNSET))
        struct = struct.suited(found)
        fields = _fields(struct)
        values: dict[str, Any] = dict.fromkeys(required, UNSET)
        for key, value in found.items():
            if key in fields:
                converted = self._value((*path, key), value, fields[key])
                if converted is not UNSET:
                    values[key] = converted
            elif objection := struct.objection(key, self._owner):
                self.fault((*path, key), objection)
        for name in required:
            if name not in found and name not in self._excused:
                where = (*path, name)
                self.fault(where, f"missing; expected {expected(fields[name].kind, where)}")
        return struct(**values)

    def _value(self, path: Path, found: object, field: _Field) -> Any:
        if isinstance(field.kind, inspect.AnyType):
            return found
        if field.array is not None and isinstance(found, tuple):
            return self._array(path, found, *field.array)
        if field.table is not None and isinstance(found, Mapping):
            if field.array is None:
                return self.table(path, found, field.table)
            self.fault(path, f"found one table; write [[{path[-1]}]]")
            return UNSET
        try:
            value = msgspec.convert(found, field.hint, strict=True)
        except msgspec.ValidationError:
            value = math.nan
        if _finite(value):
            return value
        self.refused(path, found, expected(field.kind, path), words(field.kind))
        return UNSET

    def _array(
        self, path: Path, found: tuple[Any, ...], kind: inspect.VarTupleType, item: _Field
    ) -> tuple[Any, ...] | UnsetType:
        if len(found) < (kind.min_length or 0):
            self.refused(path, found, expected(kind, path))
            return UNSET
        if kind.max_length is not None and len(found) > kind.max_length:
            self.fault((*path, kind.max_length), f"at most {kind.max_length} are allowed")
        values = tuple(
            self._value((*path, i), one, item)
            if item.table is None
            else self.table((*path, i), one, item.table)
            for i, one in enumerate(found)
        )
        return UNSET if UNSET in values else values


class _Field(NamedTuple):
    """A key of a table, or an item of an array.

    `table` is the struct of the tables that it may hold, `array` what arrays of any length may be.
    """

    hint: Any
    kind: inspect.Type
    required: bool
    table: type[Table] | None
    array: tuple[inspect.VarTupleType, _Field] | None


@cache
def _fields(struct: type[Table]) -> dict[str, _Field]:
    fields = msgspec.structs.fields(struct)
    return {field.name: _field(field.type, field.required) for field in fields}


def _field(hint: Any, required: bool = False) -> _Field:
    kind = inspect.type_info(hint)
    array, item = _array_in(kind), _item_in(hint)
    return _Field(
        hint, kind, required, _table_in(kind), None if array is None else (array, _field(item))
    )


def _table_in(kind: inspect.Type) -> type[Table] | None:
    match kind:
        case inspect.StructType(cls=struct) if issubclass(struct, Table):
            return struct
        case inspect.VarTupleType(item_type=item):
            return _table_in(item)
        case inspect.UnionType(types=types):
            return next((table for table in map(_table_in, types) if table is not None), None)
    return None


def _array_in(kind: inspect.Type) -> inspect.VarTupleType | None:
    match kind:
        case inspect.VarTupleType():
            return kind
        case inspect.UnionType(types=types):
            return next((array for array in map(_array_in, types) if array is not None), None)
    return None


def _item_in(hint: Any) -> Any:
    """The type of the items of the arrays that `_array_in` finds, which keeps no types."""
    arguments = get_args(hint)
    if arguments[1:] == (...,):
        return arguments[0]
    return next((item for item in map(_item_in, arguments) if item is not None), None)


def _finite(value: object) -> bool:
    numbers = value if isinstance(value, tuple) else (value,)
    return all(math.isfinite(number) for number in numbers if isinstance(number, float))
