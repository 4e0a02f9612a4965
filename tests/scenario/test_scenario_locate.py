"""Every key and element of a text has a place, and the place has the right line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_writer import write

from tuiopt.scenario.faults import Path
from tuiopt.scenario.locate import Place, locate

words = st.text(max_size=3).filter(lambda text: text.isascii()) | st.sampled_from(
    ["a", "b", "a.b", "", "é", '"', "'", "#", "]", "\n", "a\\nb", '""', "''"]
)
scalars = st.integers(0, 9) | st.booleans() | st.floats(-9, 9).map(abs) | words
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)
trees = st.dictionaries(words, values, max_size=4)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict | list):
        for part, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, part))


def located(place: Place, path: Path = ()) -> Iterator[Path]:
    yield path
    for part, inner in place.inside.items():
        yield from located(inner, (*path, part))


def numbered(value: Any, numbers: Iterator[int]) -> Any:
    """The same tree, every scalar replaced by a number of its own."""
    match value:
        case dict():
            return {key: numbered(item, numbers) for key, item in value.items()}
        case list():
            return [numbered(item, numbers) for item in value]
    return next(numbers)


def value_at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


@given(trees, st.integers())
@settings(max_examples=300, deadline=None)
def test_the_places_are_those_of_the_parsers_tree(tree: dict[str, Any], seed: int) -> None:
    text = write(tree, Random(seed))
    parsed = tomllib.loads(text)
    assert parsed == tree
    assert set(located(locate(text))) == set(paths(parsed))


@given(trees, st.integers())
@settings(max_examples=200, deadline=None)
def test_a_number_stands_on_the_line_of_its_place(tree: dict[str, Any], seed: int) -> None:
    numbers = numbered(tree, iter(range(10**6, 10**7)))
    text = write(numbers, Random(seed))
    lines = text.split("\n")
    place = locate(text)
    for path in paths(numbers):
        value = value_at(numbers, path)
        if isinstance(value, int):
            assert str(value) in lines[place.line_of(path) - 1]


TEXT = """\
# a comment
title = \"\"\"
[not.a.table]
\"\"\"
[problem] # ]
start = [
  1.0, # ,
  2.0,
]
view = { x = [0, 1], y.z = '}' }
[[runs]]
[[runs]]
  [runs.schedule]
  kind = "x"
[play.deep]
[play]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("missing",), 1),
        (("title",), 2),
        (("problem",), 5),
        (("problem", "missing"), 5),
        (("problem", "start", 1), 8),
        (("problem", "view", "y", "z"), 10),
        (("runs",), 11),
        (("runs", 0), 11),
        (("runs", 1), 12),
        (("runs", 1, "missing"), 12),
        (("runs", 1, "schedule", "kind"), 14),
        (("play", "deep"), 15),
        (("play",), 16),
    ],
)
def test_a_path_leads_to_its_line_and_a_missing_key_to_its_tables(path: Path, line: int) -> None:
    assert locate(TEXT).line_of(path) == line


def test_nesting_as_deep_as_the_parser_takes_it_is_no_recursion() -> None:
    place = locate(f"deep = {'[' * 20_000}{']' * 20_000}\nlast = 1")
    assert place.line_of(("last",)) == 2
