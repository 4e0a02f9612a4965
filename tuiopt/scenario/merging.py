"""Changed tables back in the text that they were read from, with its comments and its order.

tomlkit keeps a text as it is written; here only what differs is touched in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tuiopt.scenario.trees import is_array, same
from tuiopt.scenario.writing import has_header, headed, on_lines

if TYPE_CHECKING:
    from tomlkit.container import Container
    from tomlkit.items import AoT

Tables = Mapping[str, Any]

BLANK_LINE = "\n"
"""What stands above a new header."""


class UnmergedError(Exception):
    """A text with a layout that cannot be written into; tables in several pieces, say."""

    def __str__(self) -> str:
        return "its layout cannot be written into without losing comments"


def merged(text: str, tables: Tables) -> str:
    """The text, which must be valid TOML, with what differs from the tables put in its place.

    Raises UnmergedError where that does not lead to the tables, which reading tells: a file never
    says something else than it should.
    """
    if same(tomllib.loads(text), tables):
        return text
    line_end = "\r\n" if text.count("\n") == text.count("\r\n") else "\n"
    lines = text.replace(line_end, "\n")
    try:
        result = _merged(lines if lines.endswith("\n") else f"{lines}\n", tables)
        found = tomllib.loads(result)
    except Exception as error:  # whatever it is that tomlkit cannot do with this text
        raise UnmergedError from error
    if not same(found, tables):
        raise UnmergedError
    if not lines.endswith("\n"):
        result = result.removesuffix("\n")
    return result.replace("\n", line_end)


def _merged(text: str, tables: Tables) -> str:
    import tomlkit  # only where a file is written into

    document = tomlkit.parse(text)
    rest = _hand_on(document, "")
    if tomlkit.dumps(document) + rest != text:
        raise UnmergedError
    _table(document, tomllib.loads(text), tables)
    return tomlkit.dumps(document) + rest


# Whose a comment is


def _hand_on(container: Container, above: str) -> str:
    """Gives the comments above a header, and the blank lines there, to that header.

    To tomlkit they are the end of the table above; to a person they are about what follows, and go
    and stay with it. What follows a key without a blank line stays with the key, unless a header
    follows as closely. `above` is what stood before this container, and what stands at its end
    comes back, for the next one.
    """
    from tomlkit.items import AoT, Null, Table

    body = container.body

    def taken(waiting: list[int]) -> str:
        texts = [body[at][1].as_string() for at in waiting]
        first = next((i for i, text in enumerate(texts) if not text.strip()), 0)
        for at in waiting[first:]:
            body[at] = (None, Null())  # so that no index is another
        return "".join(texts[first:])

    waiting: list[int] = []
    for i, (key, item) in enumerate(body):
        if key is None:
            waiting.append(i)
            continue
        if isinstance(item, Table | AoT) and not key.is_dotted():
            above += taken(waiting)
            for table in item.body if isinstance(item, AoT) else [item]:
                if not table.is_super_table():
                    table.trivia.indent, above = above + table.trivia.indent, ""
                above = _hand_on(table.value, above)
        waiting.clear()
    return above + taken(waiting)


# What differs


def _table(table: Any, old: Tables, new: Tables, *, top: bool = True) -> None:
    for key in old:
        if key not in new:
            _drop(table, key)
    for key, value in new.items():
        if key not in old:
            _add(table, key, _item(key, value, top=top))
        elif not same(old[key], value):
            _value(table, key, old[key], value)


def _value(owner: Any, key: str | int, old: Any, new: Any) -> None:
    from tomlkit.items import AoT, Array

    item = owner[key]
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        _table(item, old, new, top=False)
    elif isinstance(item, AoT) and has_header(new):
        _tables(item, old, new)
    elif isinstance(item, Array) and is_array(new):
        _array(item, old, new)
    elif has_header(old):
        owner.remove(key)
        owner.append(key, _item(str(key), new, top=True))
    else:
        owner[key] = _item(str(key), new, top=False)


def _add(table: Any, key: str, item: Any) -> None:
    """Puts a key at the end of a table, as far from the left, and from a brace, as the last one."""
    from tomlkit.items import AoT, InlineTable, Table

    last = next(reversed(_values(table)), None)
    table.append(key, item)
    if isinstance(item, Table | AoT) or last is None:
        return
    if isinstance(table, InlineTable):
        item.trivia.indent = ""
        item.trivia.trail, last.trivia.trail = last.trivia.trail, ""
    else:
        item.trivia.indent = last.trivia.indent


def _drop(table: Any, key: str) -> None:
    from tomlkit.items import InlineTable

    table.remove(key)
    if isinstance(table, InlineTable):
        for first in _values(table)[:1]:
            first.trivia.indent = ""


def _values(table: Any) -> list[Any]:
    """Those that have a line of their own in a table, or stand in an inline one."""
    from tomlkit.container import Container
    from tomlkit.items import AoT, Table

    body = (table if isinstance(table, Container) else table.value).body
    return [value for key, value in body if key and not isinstance(value, Table | AoT)]


def _array(array: Any, old: Sequence[Any], new: Sequence[Any]) -> None:
    """One by one from the beginning; where one is longer, its end is put on or cut off."""
    for i, value in enumerate(new[: len(old)]):
        if not same(old[i], value):
            _value(array, i, old[i], value)
    for value in new[len(old) :]:
        array.append(_item("", value, top=False))
    for _ in old[len(new) :]:
        array.pop()


def _tables(array: AoT, old: Sequence[Tables], new: Sequence[Tables]) -> None:
    """Each with the text of the one that it comes from, which may have stood elsewhere."""
    texts = [*array.body]
    result = []
    for origin, value in zip(_origins(old, new), new, strict=True):
        if origin is None:
            (made,) = _item(str(array.name), [value], top=True).body
            made.trivia.indent = BLANK_LINE
        else:
            made = texts[origin]
            _table(made, old[origin], value, top=False)
        result.append(made)
    del array[:]
    for table in result:
        array.append(table)


def _origins(old: Sequence[Tables], new: Sequence[Tables]) -> list[int | None]:
    """Of each new table the old one that it is most like, at best the same; None for a new one."""
    likeness = [
        (sum(key in one and same(one[key], table[key]) for key in table), -abs(i - j), i, j)
        for i, one in enumerate(old)
        for j, table in enumerate(new)
    ]
    likeness.sort(key=lambda pair: (not same(old[pair[2]], new[pair[3]]), -pair[0], -pair[1]))
    origins: list[int | None] = [None] * len(new)
    for alike, _, i, j in likeness:
        if alike and origins[j] is None and i not in origins:
            origins[j] = i
    return origins


# What is new


def _item(key: str, value: Any, *, top: bool) -> Any:
    import tomlkit

    if top and has_header(value):
        made: Any = tomlkit.parse("\n".join(headed((key,), value)))[key]
        return made
    return tomlkit.value(on_lines(value))
