"""Tables written as text are read as the same tables, whatever is in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import inf, nan
from time import perf_counter
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from toml_trees import Tree, trees

from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.trees import same
from tuiopt.scenario.writing import written

LESSONS = {name: path.read_text("utf-8") for name, path in bundled().items()}


def text_of(value: Any) -> str:
    """How a value is written in a table at the top."""
    return written({"play": {"key": value}}).removeprefix("[play]\nkey = ").removesuffix("\n")


@given(trees)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_tables_are_read_back_as_they_were(tree: Tree) -> None:
    text = written(tree)
    read = tomllib.loads(text)
    assert same(read, tree)
    assert written(read) == text
    assert text.endswith("\n")
    assert not text.endswith("\n\n") or not tree


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_is_written_as_its_file_is(name: str) -> None:
    text = LESSONS[name]
    tables = tomllib.loads(text)
    assert same(tomllib.loads(written(tables)), tables)
    assert written(tables) == text or "[phases.data]" in text  # which would be inline


TABLES = {
    "play": {"steps": 5, "at": {"x": [0.5, 1], "y": {}}},
    "title": "a",
    "runs": [{"optimizer": "gd", "schedule": {"kind": "cosine"}}, {}],
    "mixed": [1, {"a": 2}],
    "none": [],
    "a b": {},
}

TEXT = """\
title = "a"
mixed = [1, { a = 2 }]
none = []

[play]
steps = 5
at = { x = [0.5, 1], y = {} }

[[runs]]
optimizer = "gd"
schedule = { kind = "cosine" }

[[runs]]

["a b"]
"""


def frozen(value: Any) -> Any:
    match value:
        case dict():
            return MappingProxyType({key: frozen(item) for key, item in value.items()})
        case list():
            return tuple(map(frozen, value))
    return value


@pytest.mark.parametrize("tables", [TABLES, frozen(TABLES)])
def test_what_has_no_header_comes_first_and_headers_in_the_tables_order(
    tables: Mapping[str, Any],
) -> None:
    assert written(tables) == TEXT


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (1e-5, "1e-05"),
        (1e16, "1e+16"),
        (0.1, "0.1"),
        (inf, "inf"),
        (-inf, "-inf"),
        (nan, "nan"),
        (1, "1"),
        (-(10**40), f"-1{'0' * 40}"),
        pytest.param(16**5000 - 1, f"0x{'f' * 5000}", id="5000 digits"),
        (True, "true"),
        (date(2024, 2, 29), "2024-02-29"),
        (time(7, 5), "07:05:00"),
        (datetime(1, 1, 1, 7, 5, 0, 250), "0001-01-01T07:05:00.000250"),
        (datetime(2024, 1, 1, tzinfo=UTC), "2024-01-01T00:00:00+00:00"),
        (
            datetime(2024, 1, 1, tzinfo=timezone(-timedelta(minutes=90))),
            "2024-01-01T00:00:00-01:30",
        ),
        ("α ✜ 'x'", "\"α ✜ 'x'\""),
        ('"\\', '"\\"\\\\"'),
        ("\t\r\b\f\0\x7f", '"\\t\\r\\b\\f\\u0000\\u007F"'),
        ("\u2028\ufeff\u202e", '"\\u2028\\uFEFF\\u202E"'),
    ],
)
def test_a_value_is_written_so_and_read_as_it_was(value: Any, text: str) -> None:
    assert text_of(value) == text
    assert same(tomllib.loads(f"key = {text}")["key"], value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\nb", '"""\na\nb"""'),
        ("\n", '"""\n\n"""'),
        ("a\r\nb\\", '"""\na\\r\nb\\\\"""'),
        ('say "so"\n"', '"""\nsay "so"\n\\""""'),
        ('"""\n', '"""\n\\"""\n"""'),
        ('\n""""', '"""\n\n\\"\\""\\""""'),
    ],
)
def test_text_of_several_lines_is_written_in_several(value: str, text: str) -> None:
    assert text_of(value) == text
    assert tomllib.loads(f"key = {text}")["key"] == value


def test_text_of_several_lines_inside_a_value_stays_on_one() -> None:
    assert text_of(["a\nb"]) == '["a\\nb"]'


def test_a_key_that_is_not_bare_is_quoted() -> None:
    assert (
        written({"": 1, "a.b": {'"': 2}, "a-_1": {}}) == '"" = 1\n\n["a.b"]\n"\\"" = 2\n\n[a-_1]\n'
    )


def test_tables_nested_a_hundred_deep_are_written() -> None:
    tree: Tree = {}
    for _ in range(100):
        tree = {"a": [tree]}
    assert same(tomllib.loads(written(tree)), tree)


def test_what_toml_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType has no TOML"):
        written({"a": None})


def test_a_lesson_is_written_within_a_millisecond() -> None:
    def seconds(tables: Tree) -> float:
        start = perf_counter()
        written(tables)
        return perf_counter() - start

    for text in LESSONS.values():
        tables = tomllib.loads(text)
        assert min(seconds(tables) for _ in range(10)) < 1e-3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": [nan]}, {"b": (nan,), "a": 1}),
        (MappingProxyType({"a": ()}), {"a": []}),
        (datetime(2024, 1, 1), datetime(2024, 1, 1)),
    ],
)
def test_trees_with_the_same_values_are_same(one: Any, other: Any) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (0.0, -0.0),
        ([1, 2], [2, 1]),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": 1, "b": 1}),
        ({}, []),
        ("", []),
        (date(2024, 1, 1), datetime(2024, 1, 1)),
        (
            datetime(2024, 1, 1, 1, tzinfo=UTC),
            datetime(2024, 1, 1, 2, tzinfo=timezone(timedelta(hours=1))),
        ),
    ],
)
def test_trees_that_differ_in_a_value_or_its_type_are_not_same(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same({"a": [other]}, {"a": [one]})
