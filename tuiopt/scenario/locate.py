"""On which line each key and each element of a TOML text stands, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from tuiopt.scenario.faults import Path

_GAP = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]*")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'",
    re.DOTALL,
)


@dataclass(slots=True)
class Place:
    """The line, from 1, on which a value's key or header begins, and the places inside it."""

    line: int
    inside: dict[str | int, Place] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of what a path leads to; of a key that is missing, the line of its table."""
        place = self
        for part in path:
            if part not in place.inside:
                break
            place = place.inside[part]
        return place.line

    def enter(self, key: str, line: int) -> Place:
        """The table of a key, made if it is new; of an array of tables, the last table so far."""
        place = self.inside.setdefault(key, Place(line))
        return place.inside[len(place.inside) - 1] if 0 in place.inside else place


def locate(text: str) -> Place:
    """The place of the whole text, from one pass over it. The text must be valid TOML."""
    return _Scanner(text).document()


class _Scanner:
    """Steps over a text that is known to be valid, so that every step may trust the next sign."""

    def __init__(self, text: str) -> None:
        self.text = text + "\n"  # so that there always is a next sign
        self.at = 0
        self._line = 1
        self._counted = 0

    def document(self) -> Place:
        root = table = Place(1)
        self.skip(_GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header(root)
            else:
                self.value(self.key_of(table))
            self.skip(_GAP)
        return root

    def header(self, root: Place) -> Place:
        """Reads `[a.b]` or `[[a.b]]`; the place of the table that it opens."""
        line = self.line()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *owners, name = self.keys()
        self.at += brackets
        table = root
        for owner in owners:
            table = table.enter(owner, line)
        if brackets == 1:
            table = table.enter(name, line)
            table.line = line
        else:
            array = table.inside.setdefault(name, Place(line))
            table = array.inside[len(array.inside)] = Place(line)
        return table

    def key_of(self, table: Place) -> Place:
        """Reads `a.b =` in a table; the place of the value that follows."""
        line = self.line()
        *owners, name = self.keys()
        self.at += 1
        for owner in owners:
            table = table.enter(owner, line)
        table.inside[name] = place = Place(line)
        return place

    def value(self, place: Place) -> None:
        """Reads a value. A stack, no recursion: values nest as deep as the parser lets them."""
        around: list[tuple[Place, bool]] = []
        while True:
            self.skip(_SPACE)
            sign = self.text[self.at]
            if sign in "[{":
                self.at += 1
                around.append((place, sign == "["))
            else:
                self.skip(_STRING if sign in "\"'" else _SCALAR)
            self.skip_closed(around)
            if not around:
                return
            container, is_array = around[-1]
            if is_array:
                place = container.inside[len(container.inside)] = Place(self.line())
            else:
                place = self.key_of(container)

    def skip_closed(self, around: list[tuple[Place, bool]]) -> None:
        """Leaves the arrays and inline tables that end here."""
        while around:
            self.skip(_GAP)
            if self.text[self.at] not in "]}":
                return
            self.at += 1
            around.pop()

    def keys(self) -> list[str]:
        """Reads the parts of a key and the space around them."""
        parts: list[str] = []
        while True:
            self.skip(_SPACE)
            begin = self.at
            quoted = self.text[begin] in "\"'"
            self.skip(_STRING if quoted else _BARE)
            part = self.text[begin : self.at]
            parts.append(tomllib.loads(f"key = {part}")["key"] if quoted else part)
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line
