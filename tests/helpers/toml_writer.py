"""Writes a tree of tables as TOML in every style that the language has, chosen at random."""

from __future__ import annotations

import re
from datetime import date, time
from random import Random
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
GAPS = ["", " ", "\t", "\n", " # ] } \" '''\n", "\r\n  "]


def write(tree: dict[str, Any], random: Random) -> str:
    """The text of a tree of what TOML can say, in lists and dicts."""
    return _Writer(random).table(tree, [])


def escaped(sign: str) -> str:
    """A character as it stands between double quotes."""
    return sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08X}"


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random

    def table(self, tree: dict[str, Any], path: list[str]) -> str:
        """A table's own lines, then those of the tables in it."""
        own, rest = "", ""
        for key, value in tree.items():
            inner = [*path, key]
            choice = self.random.random()
            if isinstance(value, dict) and choice < 0.5:
                only_tables = value and all(isinstance(item, dict) for item in value.values())
                inline = self.table(value, inner)
                implicit = only_tables and inline.lstrip().startswith("[")
                rest += inline if implicit and choice < 0.2 else self.header("[", inner) + inline
            elif isinstance(value, dict) and value and choice < 0.8:
                for name, item in value.items():
                    own += self.line([key, name], item)
            elif self.are_tables(value) and choice < 0.7:
                for item in value:
                    rest += self.header("[[", inner) + self.table(item, inner)
            else:
                own += self.line([key], value)
        return own + rest

    def header(self, brackets: str, path: list[str]) -> str:
        return f"{brackets}{self.key(path)}{brackets.replace('[', ']')}{self.end()}"

    def line(self, path: list[str], value: Any) -> str:
        return f"{self.space()}{self.key(path)}={self.space()}{self.value(value)}{self.end()}"

    def value(self, value: Any) -> str:
        match value:
            case bool():
                return str(value).lower()
            case str():
                return self.string(value)
            case list():
                items = "".join(f"{self.gap()}{self.value(v)}{self.gap()}," for v in value)
                return f"[{items[:-1] if self.random.random() < 0.5 else items}{self.gap()}]"
            case dict():
                pairs = (f"{self.key([k])}={self.space()}{self.value(v)}" for k, v in value.items())
                return "{" + self.space() + f"{self.space()},".join(pairs) + self.space() + "}"
            case date() | time():
                return value.isoformat()
        return repr(value)

    def string(self, text: str) -> str:
        plain = all(sign.isprintable() for sign in text)
        basic = "".join(map(escaped, text))
        broken = "".join(sign if sign == "\n" else escaped(sign) for sign in text)
        styles = [f'"{basic}"', f'"""{basic}"""', f'"""\n{broken}"""']
        styles += [f"'{text}'"] * (plain and "'" not in text)
        styles += [f"'''\n{text}'''"] * (plain and "'''" not in text)
        return self.random.choice(styles)

    def key(self, path: list[str]) -> str:
        return f"{self.space()}.{self.space()}".join(map(self.part, path)) + self.space()

    def part(self, key: str) -> str:
        styles = [f'"{"".join(map(escaped, key))}"']
        styles += [key] * (2 * (BARE.fullmatch(key) is not None))
        styles += [f"'{key}'"] * (key.isprintable() and "'" not in key)
        return self.random.choice(styles)

    def are_tables(self, value: Any) -> bool:
        return isinstance(value, list) and value != [] and all(isinstance(v, dict) for v in value)

    def space(self) -> str:
        return self.random.choice(["", "", " ", "\t"])

    def gap(self) -> str:
        return self.random.choice(GAPS)

    def end(self) -> str:
        return self.space() + self.random.choice(["\n", "\n", "\r\n", " # [x]\n", "\n\n#\n"])
