"""What a field takes, in words that are made from its type and bounds."""

from __future__ import annotations

import math

from msgspec import inspect

from tuiopt.scenario.faults import Path, key_of
from tuiopt_kernels.spec import Interval


def expected(kind: inspect.Type, path: Path) -> str:
    """What the field at a path takes, to go behind "expected"."""
    match kind:
        case inspect.IntType(ge=low, le=high):
            return f"a whole number from {low} to {high}"
        case inspect.FloatType():
            interval = _interval(kind)
            return "a finite number" if interval == Interval() else f"a finite number {interval}"
        case inspect.StrType(max_length=int(length)):
            return f"text of 1 to {length} characters, not all blank"
        case inspect.StrType():
            return "text"
        case inspect.BoolType():
            return "true or false"
        case inspect.LiteralType(values=values):
            return " or ".join(str(value) for value in values)
        case inspect.UnionType(types=types):
            return " or ".join(expected(member, path) for member in types)
        case inspect.TupleType(item_types=items):
            numbers = expected(items[0], path).removeprefix("a ").replace("number", "numbers")
            return f"an array of {('two', 'three')[len(items) - 2]} {numbers}"
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return f"at least one table [[{key_of(path)}]]"
        case inspect.VarTupleType(item_type=item):
            return f"an array, every item {expected(item, path)}"
        case inspect.StructType(fields=fields) if any(isinstance(part, int) for part in path):
            # A table inside one of many has no header of its own.
            names = [field.name for field in fields if field.required] or [fields[0].name]
            return f"a table {{ {', '.join(f'{name} = ...' for name in names)} }}"
    return f"a table [{key_of(path)}]"


def words(kind: inspect.Type) -> tuple[str, ...]:
    """The words among what a field takes, where these are words of a list."""
    match kind:
        case inspect.LiteralType(values=values):
            return tuple(value for value in values if isinstance(value, str))
        case inspect.UnionType(types=types):
            return tuple(word for member in types for word in words(member))
    return ()


def _interval(kind: inspect.FloatType) -> Interval:
    low = next((bound for bound in (kind.gt, kind.ge) if bound is not None), -math.inf)
    high = next((bound for bound in (kind.lt, kind.le) if bound is not None), math.inf)
    return Interval(low, high, low_open=kind.gt is not None, high_open=kind.lt is not None)
