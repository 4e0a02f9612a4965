"""What is wrong with a scenario file, in words that a person can act on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from tuiopt.scenario.text import cut, one_line

Path = tuple[str | int, ...]
"""Where a value stands in a file: keys, and indices from 0. () is the file itself."""

_ECHO = 60
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `str` of it is `FILE:LINE: KEY: message`.

    `line` counts from 1 and is None where no line is to blame. `key` is as `key_of` writes it, ""
    where no key is to blame. Neither of them is then written, nor its colon. `path` leads to the
    key in the document, so that a field can show its own faults; None where there is no key of it.
    """

    file: str
    line: int | None
    key: str
    message: str
    path: Path | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.message) if part)


class ScenarioError(Exception):
    """A scenario that cannot be used. `faults` has at least one, in the order of their lines."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def key_of(path: Path) -> str:
    """The path as a person writes it, elements counted from 1: ("runs", 1, "l2") is runs[2].l2."""
    key = ""
    for part in path:
        if isinstance(part, int):
            key += f"[{part + 1}]"
        else:
            bare = _BARE_KEY.fullmatch(part) is not None
            key += "." * bool(key) + (cut(part, _ECHO) if bare else quoted(part))
    return key


def shown(value: object) -> str:
    """A value from a file, for a message: on one line, short, and with its type where it helps."""
    match value:
        case bool():
            return f"{value} (a boolean)".lower()
        case str():
            return f"{quoted(value)} (a string)"
        case int() if value.bit_length() > 64:
            return f"a whole number of {value.bit_length()} bits"
        case int() | float():
            return repr(value)
        case date() | time():
            return f"{value} (a date or time)"
        case list() | tuple() if len(value) > 4 or any(map(_holds_more, value)):
            return f"an array of {len(value)}"
        case list() | tuple():
            return f"[{', '.join(shown(item) for item in value)}]"
    return "a table"


def _holds_more(value: object) -> bool:
    return isinstance(value, list | tuple | Mapping)


def quoted(text: str) -> str:
    """The text's beginning on one line, in quotes; what cannot be seen becomes U+FFFD."""
    seen = "".join(sign if sign.isprintable() else "\ufffd" for sign in cut(text, _ECHO))
    return f'"{seen}"'


def hint(word: str, names: Iterable[str]) -> str:
    """`; did you mean "..."?` with the name that is most like the word, "" where none is."""
    near = difflib.get_close_matches(word.lower()[:_ECHO], names, n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def listed(names: Iterable[str]) -> str:
    """Names for a message, separated by commas."""
    return one_line(", ".join(names))
