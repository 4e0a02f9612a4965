"""Changed tables are put into their text, and nothing else in it is touched."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toml_trees import Tree, edited, trees
from toml_writer import write

from tuiopt.scenario import merging
from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.load import document
from tuiopt.scenario.merging import UnmergedError, merged
from tuiopt.scenario.trees import same

LESSONS = {name: path.read_text("utf-8") for name, path in bundled().items()}


def check(text: str, tables: Tree) -> str:
    result = merged(text, tables)
    assert same(tomllib.loads(result), tables)
    return result


def changed(text: str, change: Callable[[Tree], object]) -> str:
    tables = tomllib.loads(text)
    change(tables)
    return check(text, tables)


def breaks(text: str, kind: str, random: Random) -> str:
    """The text with other line ends."""
    ends = {"LF": ["\n"], "CRLF": ["\r\n"], "mixed": ["\n", "\r\n"]}[kind]
    return re.sub("\r?\n", lambda _: random.choice(ends), text)


kinds = st.sampled_from(["LF", "CRLF", "mixed"])


# What has not changed


@pytest.mark.parametrize("text", LESSONS.values(), ids=LESSONS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_unchanged_tables_give_back_the_text(text: str, end: str) -> None:
    text = text.replace("\n", end)
    assert check(text, tomllib.loads(text)) == text
    assert check(text.rstrip(), tomllib.loads(text)) == text.rstrip()


@pytest.mark.parametrize("text", ["", "\n", "# nothing", "\n\n[a]", "# a\r\n"])
def test_a_text_with_hardly_anything_in_it_is_given_back_too(text: str) -> None:
    assert check(text, tomllib.loads(text)) == text


@given(trees, st.integers(), kinds, st.booleans())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_unchanged_text_is_given_back(tree: Tree, seed: int, kind: str, is_ended: bool) -> None:
    text = breaks(write(tree, Random(seed)), kind, Random(seed))
    text = text if is_ended else text.rstrip()
    assert check(text, tomllib.loads(text)) == text


# Any change


# Any change


@given(st.data(), trees, st.integers(), kinds, st.booleans())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_edits_of_any_text_are_put_in_place_or_refused(
    data: st.DataObject, tree: Tree, seed: int, kind: str, is_ended: bool
) -> None:
    text = breaks(write(tree, Random(seed)), kind, Random(seed))
    text = text if is_ended else text.rstrip()
    tables = data.draw(edited(tomllib.loads(text)))
    with suppress(UnmergedError):
        check(text, tables)


@pytest.mark.parametrize(
    "text", ["[a.b]\nx = 1 # one\n[c]\n[a.d]\ny = 1\n", "[[runs]]\n[a]\nx = 1\n[[runs]]\ny = 1\n"]
)
def test_a_layout_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(UnmergedError, match="layout"):
        changed(text, lambda tables: tables["a"].update(y=2))


def test_a_result_that_says_something_else_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "_merged", lambda *_: "a = 1\n")
    assert merged("a = 2\n", {"a": 1}) == "a = 1\n"
    for other in (1.0, True, 2):
        with pytest.raises(UnmergedError):
            merged("a = 3\n", {"a": other})


# Numbers


def numbers_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers_in(item, (*path, key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def put(tables: Tree, path: tuple[Any, ...], value: Any) -> Any:
    """Puts a value there, and returns the one before."""
    place: Any = tables
    for part in path[:-1]:
        place = place[part]
    before, place[path[-1]] = place[path[-1]], value
    return before


@pytest.mark.parametrize("text", LESSONS.values(), ids=LESSONS)
def test_a_changed_number_changes_its_own_bytes_alone(text: str) -> None:
    paths = list(numbers_in(tomllib.loads(text)))
    places = set()
    for path in paths:
        tables = tomllib.loads(text)
        old = put(tables, path, 987654321)
        before, _, after = check(text, tables).partition("987654321")
        assert text.startswith(before)
        assert text.endswith(after)
        literal = text[len(before) : len(text) - len(after)]
        assert same(tomllib.loads(f"value = {literal}")["value"], old)
        places.add(len(before))
    assert len(places) == len(paths)


# Comments


def commented(text: str) -> str:
    """The text with a comment above and behind each line that is not blank."""
    count = iter(range(10**6))
    return re.sub(
        "^.+$",
        lambda line: f"# above {next(count)}\n{line[0]} # behind {next(count)}",
        text,
        flags=re.M,
    )


def blocks(text: str) -> list[str]:
    """A lesson's sections: they stand between blank lines."""
    return text.removesuffix("\n").split("\n\n")


@given(st.data(), st.sampled_from(sorted(LESSONS)))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_runs_and_cues_come_in_their_new_order_with_their_comments(
    data: st.DataObject, name: str
) -> None:
    text = commented(LESSONS[name])
    tables = tomllib.loads(text)
    sections = blocks(text)
    for key in ("runs", "cues"):
        own = [index for index, section in enumerate(sections) if f"[[{key}]]" in section]
        order = data.draw(st.permutations(range(len(own))))
        tables[key] = [tables[key][place] for place in order]
        moved = [sections[own[place]] for place in order]
        for index, section in zip(own, moved, strict=True):
            sections[index] = section
    assert check(text, tables) == "\n\n".join(sections) + "\n"


plain = (
    st.integers(0, 99)
    | st.floats(-9, 9)
    | st.text("aé \n", max_size=5)
    | st.lists(st.integers(0, 9))
)
names = st.sampled_from(["learning_rate", "label", "speed", "l2"])
schedules = st.fixed_dictionaries({"kind": st.just("cosine"), "warmup": st.integers(0, 9)})


@st.composite
def plainly_edited(draw: st.DrawFn, tables: Tree) -> Tree:
    """The tables after one of the edits that are made in the program."""
    tables = deepcopy(tables)
    items = tables[draw(st.sampled_from(["runs", "cues"]))]
    table = draw(st.sampled_from([tables["play"], *tables["runs"], *tables["cues"]]))
    at, to = (draw(st.integers(0, len(items))) for _ in range(2))
    match draw(st.sampled_from(["put", "drop", "new", "double", "move", "schedule", "play"])):
        case "put":
            table[draw(st.sampled_from([*table]) | names if table else names)] = draw(plain)
        case "drop" if table:
            del table[draw(st.sampled_from([*table]))]
        case "new":
            items.insert(at, draw(st.dictionaries(names, plain)))
        case "double" if at < len(items):
            items.insert(to, deepcopy(items[at]))
        case "move" if at < len(items):
            items.insert(to, items.pop(at))
        case "schedule":
            draw(st.sampled_from(tables["runs"]))["schedule"] = draw(schedules)
        case "play":
            tables["play"] = draw(st.dictionaries(names, plain))
    return tables


@given(st.data(), st.sampled_from(sorted(LESSONS)), kinds)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_lessons_keep_their_comments_through_any_plain_edits(
    data: st.DataObject, name: str, kind: str
) -> None:
    text = breaks(commented(LESSONS[name]), kind, Random(1))
    tables = tomllib.loads(text)
    above = re.findall("# above .*", text)
    for _ in range(data.draw(st.integers(1, 5))):  # saved after every few edits
        for _ in range(data.draw(st.integers(1, 3))):
            tables = data.draw(plainly_edited(tables))
        text = check(text, tables)
        assert sorted(re.findall("# above .*", text)) == sorted(above)
        behind = re.findall("# behind .*", text)
        assert len(behind) == len(set(behind))


# Rules, one by one

PLAY = (
    "[play] # play\nsteps = 5 # five\n# below\n\n# runs\n[[runs]]\na = 1 # one\n\n[[runs]]\na = 2\n"
)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("= 5 #", "= 7.0 #", lambda t: t["play"].update(steps=7.0)),
        ("= 5 #", '= """\na\nb""" #', lambda t: t["play"].update(steps="a\nb")),
        ("= 5 #", "= { x = [1] } #", lambda t: t["play"].update(steps={"x": [1]})),
        ("# below\n", "# below\nspeed = 1\n", lambda t: t["play"].update(speed=1)),
        ("a = 1 # one\n", "a = 1 # one\nb = [1]\n", lambda t: t["runs"][0].update(b=[1])),
        ("a = 2\n", "a = 2\nb = { c = 1 }\n", lambda t: t["runs"][1].update(b={"c": 1})),
        ("steps = 5 # five\n", "", lambda t: t["play"].pop("steps")),
        ("a = 2\n", "a = 2\n\n[[runs]]\na = 3\n", lambda t: t["runs"].append({"a": 3})),
        ("# runs\n", "[[runs]]\nb = 3\n\n# runs\n", lambda t: t["runs"].insert(0, {"b": 3})),
        ("# one\n", "# one\n\n[[runs]]\nb = 3\n", lambda t: t["runs"].insert(1, {"b": 3})),
        ("\n[[runs]]\na = 2\n", "", lambda t: t["runs"].pop()),
        ("# runs\n[[runs]]\na = 1 # one\n\n", "", lambda t: t["runs"].pop(0)),
        ("a = 2\n", "a = 2\n\n[data]\nx = 1\n", lambda t: t.update(data={"x": 1})),
        ("a = 2\n", "a = 2\n\n[[cues]]\na = 1\n", lambda t: t.update(cues=[{"a": 1}])),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_change_goes_where_it_belongs(
    old: str, new: str, change: Callable[[Tree], object], end: str
) -> None:
    assert PLAY.count(old) == 1
    expected = PLAY.replace(old, new)
    assert changed(PLAY.replace("\n", end), change) == expected.replace("\n", end)
    assert changed(PLAY.rstrip(), change) == expected.rstrip()


def test_a_dropped_run_takes_what_is_said_of_it_along() -> None:
    text = "[[runs]]\na = 1\n\n# about the second\n[[runs]] # two\na = 2 # two\n\n# the end\n"
    expected = "[[runs]]\na = 1\n\n# the end\n"
    assert changed(text, lambda t: t["runs"].pop()) == expected


@pytest.mark.parametrize("name", LESSONS)
def test_an_edited_document_is_put_into_the_file_that_it_was_read_from(name: str) -> None:
    opened = document(LESSONS[name].encode(), f"{name}.toml", name)
    edited = opened.insert(("runs", 0), {"optimizer": "gd", "label": "new"})
    edited = edited.put(("play", "speed"), 3.25).put(("runs", 1, "l2"), 0.5)
    again = document(merged(opened.text, edited.tables).encode(), f"{name}.toml", name)
    assert again == edited
