"""A tree of tables as TOML text, always in the same way.

Tables and arrays of tables at the top have headers; everything deeper is inline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from tuiopt.scenario.text import CONTROL
from tuiopt.scenario.trees import are_tables, is_array

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(rf'["\\]|{CONTROL.pattern}')
# Of three quotes in a row, and at the end, the first must be escaped.
_ESCAPED_IN_LINES = re.compile(rf'(?!\n)(?:"(?=""|\Z)|\\|{CONTROL.pattern})')
_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}
_MOST_BITS = 14_000
"""Of numbers in decimal: Python converts no more than 4300 digits."""


def written(tables: Mapping[str, object]) -> str:
    """The text of a file with these tables."""
    lines = [line((key,), value) for key, value in tables.items() if not has_header(value)]
    parts = ["".join(lines)] if lines else []
    for key, value in tables.items():
        if has_header(value):
            parts += headed((key,), value)
    return "\n".join(parts) or "\n"


def has_header(value: object) -> bool:
    """Whether a value at the top has headers of its own."""
    return isinstance(value, Mapping) or are_tables(value)


def headed(keys: tuple[str, ...], value: object) -> list[str]:
    """A table, or each of an array of tables, as a header and its lines."""
    name = _dotted(keys)
    if isinstance(value, Mapping):
        return [f"[{name}]\n{_lines(value)}"]
    assert is_array(value)
    return [f"[[{name}]]\n{_lines(table)}" for table in value]


def _lines(table: Mapping[str, object]) -> str:
    return "".join(line((key,), value) for key, value in table.items())


def line(keys: tuple[str, ...], value: object) -> str:
    """The line of a key and its value, of which text may take several."""
    return f"{_dotted(keys)} = {on_lines(value)}\n"


def pair(keys: tuple[str, ...], value: object) -> str:
    """A key and its value as they stand in an inline table."""
    return f"{_dotted(keys)} = {inline(value)}"


def _dotted(keys: tuple[str, ...]) -> str:
    return ".".join(key if _BARE_KEY.fullmatch(key) else _string(key) for key in keys)


def on_lines(value: object) -> str:
    """A value as it stands behind its key, outside inline tables."""
    if isinstance(value, str) and "\n" in value:
        return f'"""\n{_ESCAPED_IN_LINES.sub(_escape, value)}"""'
    return inline(value)


def inline(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int():
            return str(value) if value.bit_length() <= _MOST_BITS else hex(value)
        case float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            pairs = (pair((key,), item) for key, item in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(map(inline, value))}]"
    raise TypeError(f"{type(value).__name__} has no TOML")


def _string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"
