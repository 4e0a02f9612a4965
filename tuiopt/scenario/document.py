"""What a scenario's file says: its tables, as a value that edits make others of.

A document is the truth about a scenario: `tuiopt.scenario.load.resolve` makes the scenario of it
anew after every change. What a person edits, takes back and saves is a document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.faults import Path, key_of
from tuiopt.scenario.trees import Branch, Value, grown
from tuiopt.scenario.writing import written

EXTRA = "extra"
"""The table that is for other tools: nothing in it means anything here."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from.

    `file` is what faults call it, `name` its stem, `text` what it says without a byte-order mark;
    `digest` is the SHA-256 of its bytes in hexadecimal.
    """

    file: str
    name: str
    text: str
    digest: str
    tables: Branch
    files: DataFiles


@dataclass(frozen=True)
class Document:
    """The tables of a scenario; immutable, and equal to others that say the same.

    A path leads from the top to a value: keys of tables, and indices of arrays, from 0.
    """

    tables: Branch
    source: Source = field(compare=False, repr=False)

    def at(self, path: Path) -> Value:
        """What stands at a path. KeyError where there is nothing."""
        value: Value = self.tables
        for depth in range(len(path)):
            value = _inside(value, path, depth)
        return value

    def __contains__(self, path: Path) -> bool:
        try:
            self.at(path)
        except KeyError:
            return False
        return True

    def put(self, path: Path, value: object) -> Document:
        """With another value at a path; tables on the way to it that are missing are made.

        KeyError where the path leads through something else, or to an item that is not there.
        """
        return self._with(_put(self.tables, path, 0, grown(value, len(path))))

    def insert(self, path: Path, value: object) -> Document:
        """With one more value in an array, before the one at the path, which ends in an index.

        The index may be the array's length; an array that is missing is made.
        """
        *owner, index = path
        array = self.at((*owner,)) if (*owner,) in self else ()
        if not (isinstance(array, tuple) and isinstance(index, int) and 0 <= index <= len(array)):
            raise KeyError(key_of(path))
        item = grown(value, len(path))
        return self.put((*owner,), (*array[:index], item, *array[index:]))

    def drop(self, path: Path) -> Document:
        """Without the key or the item at a path. KeyError where there is none."""
        *owner, last = path
        self.at(path)
        inside = self.at((*owner,))
        if isinstance(inside, Branch):
            kept: object = Branch({key: inside[key] for key in inside if key != last})
        else:
            assert isinstance(inside, tuple)
            kept = tuple(item for i, item in enumerate(inside) if i != last)
        return self.put((*owner,), kept)

    @property
    def edited(self) -> bool:
        """Whether it says something else than the file that it was read from."""
        return self.tables is not self.source.tables and self.tables != self.source.tables

    @cached_property
    def text(self) -> str:
        """The file's own text; of an edited document what a new file would say."""
        return written(self.tables) if self.edited else self.source.text

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of the file's bytes, or of the text that is to be saved.

        Where data files are named, that of its own digest and theirs, a line each. They must be
        readable.
        """
        own = self.source.digest
        if self.edited:
            own = hashlib.sha256(self.text.encode()).hexdigest()
        files = [self.source.files[name].digest for name in self.data_files]
        if not files:
            return own
        return hashlib.sha256("".join(f"{one}\n" for one in (own, *files)).encode()).hexdigest()

    @property
    def data_files(self) -> tuple[str, ...]:
        """The names of the data files, each once, in the order in which they stand."""
        tables = [value for key, value in self.tables.items() if key != EXTRA]
        return tuple(dict.fromkeys(name for table in tables for name in _named(table)))

    def _with(self, tables: Value) -> Document:
        assert isinstance(tables, Branch)
        return replace(self, tables=tables)


def _inside(value: Value, path: Path, depth: int) -> Value:
    part = path[depth]
    if isinstance(value, Branch) and isinstance(part, str) and part in value:
        return value[part]
    if isinstance(value, tuple) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    raise KeyError(key_of(path[: depth + 1]))


def _put(within: Value, path: Path, depth: int, value: Value) -> Value:
    """`within`, which stands at the path's first `depth` parts, with the value put into it."""
    if depth == len(path):
        return value
    part = path[depth]
    if isinstance(within, Branch) and isinstance(part, str):
        return Branch({**within, part: _put(within.get(part, Branch({})), path, depth + 1, value)})
    old = _inside(within, path, depth)
    assert isinstance(within, tuple)
    new = _put(old, path, depth + 1, value)
    return tuple(new if i == part else item for i, item in enumerate(within))


def _named(value: Value) -> Iterator[str]:
    """The texts under keys `csv`."""
    if isinstance(value, Branch):
        for key, item in value.items():
            if key == "csv" and isinstance(item, str):
                yield item
            else:
                yield from _named(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _named(item)
