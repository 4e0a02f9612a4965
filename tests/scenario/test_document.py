"""Documents: values that edits make others of, and what is resolved from them."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest
from any_tables import anything
from documents import document_of
from hypothesis import given, settings
from hypothesis import strategies as st
from network_text import NETWORK
from scenario_text import VALID

from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.document import Document
from tuiopt.scenario.faults import Fault, ScenarioError
from tuiopt.scenario.faults import Path as Place
from tuiopt.scenario.load import document, load, resolve
from tuiopt.scenario.model import Scenario
from tuiopt.scenario.read import read
from tuiopt.scenario.trees import DEEPEST, Branch, Value, grown, same


def read_document(text: str, folder: Path | None = None) -> Document:
    return document(text.encode(), "f.toml", "f", folder)


def outcome(made: Document) -> Scenario | tuple[Fault, ...]:
    """The scenario, or all that is wrong."""
    try:
        return resolve(made)
    except ScenarioError as error:
        return error.faults


def test_what_stands_at_a_path() -> None:
    made = read_document(VALID)
    assert made.at(()) is made.tables
    assert made.at(("runs", 1, "beta")) == 0.8
    assert ("runs", 1, "beta") in made
    for path in (("runs", 0, "beta"), ("runs", 2), ("runs", -1), ("title", "x"), ("runs", "beta")):
        assert path not in made
        with pytest.raises(KeyError):
            made.at(path)


def test_a_document_never_changes_and_another_shares_what_is_the_same() -> None:
    made = read_document(VALID)
    other = made.put(("runs", 1, "beta"), 0.9)
    assert made.at(("runs", 1, "beta")) == 0.8
    assert other.at(("runs", 1, "beta")) == 0.9
    assert other.at(("problem",)) is made.at(("problem",))
    assert other.at(("runs", 0)) is made.at(("runs", 0))
    with pytest.raises(TypeError):
        made.tables["title"] = "x"  # type: ignore[index]


def test_tables_on_the_way_are_made_and_items_are_not() -> None:
    made = document_of({"title": "x"})
    assert made.put(("play", "steps"), 5).at(("play",)) == Branch({"steps": 5})
    for path in (("runs", 0, "l2"), ("title", "x"), ("title", 0)):
        with pytest.raises(KeyError):
            made.put(path, 1)


def test_items_are_put_in_before_others_and_dropped() -> None:
    made = document_of({"runs": [{"l2": 1}, {"l2": 2}]})
    more = made.insert(("runs", 1), {"l2": 3})
    assert [more.at(("runs", i, "l2")) for i in range(3)] == [1, 3, 2]
    assert more.drop(("runs", 1)) == made
    assert made.insert(("runs", 2), {"l2": 3}).at(("runs", 2, "l2")) == 3
    assert made.insert(("cues", 0), {"step": 1}).at(("cues",)) == (Branch({"step": 1}),)
    for path in (("runs", 3), ("runs", -1), ("cues", 1), ("runs", 0, "l2", 0)):
        with pytest.raises(KeyError):
            made.insert(path, {})


def test_what_is_not_there_cannot_be_dropped() -> None:
    made = read_document(VALID)
    assert ("problem", "surface") not in made.drop(("problem", "surface"))
    for path in (("problem", "noise"), ("runs", 2), ("runs", 0, "l2")):
        with pytest.raises(KeyError):
            made.drop(path)


@pytest.mark.parametrize(
    ("one", "other"), [(1, 1.0), (1, True), (0.0, -0.0), ("1", 1), ([1], [1.0]), ([1, 2], [2, 1])]
)
def test_values_of_other_types_or_signs_are_others(one: object, other: object) -> None:
    assert document_of({"a": one}) != document_of({"a": other})


def test_the_order_of_keys_does_not_count_and_nan_is_nan() -> None:
    assert document_of({"a": 1, "b": float("nan")}) == document_of({"b": float("nan"), "a": 1})


@pytest.mark.parametrize("value", [None, b"x", {1: 2}, object()])
def test_what_toml_does_not_have_is_no_value(value: object) -> None:
    with pytest.raises(TypeError):
        document_of({}).put(("a",), value)


def test_text_that_no_file_can_hold_is_no_value() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        document_of({}).put(("a",), "\ud800")


def test_what_is_nested_too_deep_is_no_value_and_no_file() -> None:
    nested: object = 1
    for _ in range(DEEPEST):
        nested = [nested]
    assert same(grown(nested), nested)
    with pytest.raises(RecursionError):
        grown([nested])
    brackets = "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)
    with pytest.raises(ScenarioError, match=r"f\.toml:2: nested too deep"):
        read_document(f"title = 'x'\nextra = {brackets}\n")


def test_an_edit_that_is_taken_back_is_none() -> None:
    made = read_document(VALID)
    edited = made.put(("play", "steps"), 50)
    back = edited.put(("play", "steps"), 100)
    assert (made.edited, edited.edited, back.edited) == (False, True, False)
    assert back == made
    assert back.text == VALID
    assert back.digest == made.digest == hashlib.sha256(VALID.encode()).hexdigest()
    assert edited.digest == hashlib.sha256(edited.text.encode()).hexdigest()
    again = read_document(edited.text)
    assert again == edited
    assert again.digest == edited.digest


@pytest.mark.parametrize("name", bundled())
def test_every_lesson_comes_back_byte_for_byte(name: str) -> None:
    data = read(bundled()[name])
    assert load(bundled()[name]).document.text.encode() == data


def test_a_fault_has_the_path_of_its_key() -> None:
    faulty = read_document(VALID).put(("runs", 1, "beta"), 1.5).drop(("problem", "surface"))
    faults = outcome(faulty)
    assert isinstance(faults, tuple)
    assert [(fault.path, fault.key) for fault in faults] == [
        (("problem", "surface"), "problem.surface"),
        (("runs", 1, "beta"), "runs[2].beta"),
    ]
    lines = faulty.text.splitlines()
    assert [lines[fault.line - 1] for fault in faults if fault.line] == ["[problem]", "beta = 1.5"]


# Data files


CSV_RACE = """\
format = 1
title = "Data"
[problem]
regression = "least-squares"
[data]
csv = "line.csv"
[[runs]]
optimizer = "gd"
"""


def rows(*lines: str) -> str:
    return "\n".join(("x1,label", *lines, ""))


@pytest.fixture
def csv_race(tmp_path: Path) -> Path:
    (tmp_path / "line.csv").write_text(rows("0,1", "1,2", "2,4"), encoding="utf-8")
    path = tmp_path / "data.toml"
    path.write_text(CSV_RACE, encoding="utf-8")
    return path


def test_the_digest_covers_data_files(csv_race: Path) -> None:
    own = hashlib.sha256(csv_race.read_bytes()).hexdigest()
    data = hashlib.sha256((csv_race.parent / "line.csv").read_bytes()).hexdigest()
    both = hashlib.sha256(f"{own}\n{data}\n".encode()).hexdigest()
    assert load(csv_race).digest == both
    (csv_race.parent / "line.csv").write_text(rows("0,1", "1,2", "2,3"), encoding="utf-8")
    assert load(csv_race).digest != both


def test_data_files_count_in_the_order_in_which_they_stand_each_once() -> None:
    made = document_of(
        {
            "extra": {"csv": "x.csv"},
            "phases": [{"data": {"csv": "b.csv"}}, {"data": {"csv": "a.csv"}}],
            "data": {"csv": "a.csv"},
        }
    )
    assert made.data_files == ("b.csv", "a.csv")


def test_an_edited_scenario_keeps_the_data_that_it_was_opened_with(csv_race: Path) -> None:
    opened = load(csv_race)
    (csv_race.parent / "line.csv").unlink()
    edited = resolve(opened.document.put(("runs", 0, "learning_rate"), 0.5))
    assert edited.problem.surface.mean_loss is opened.problem.surface.mean_loss  # type: ignore[attr-defined]


def test_what_is_costly_is_kept_while_something_else_is_changed() -> None:
    """Data, and with it everything that is kept for it."""
    networks = resolve(read_document(NETWORK))
    faster = resolve(networks.document.put(("runs", 0, "learning_rate"), 0.5))
    other = resolve(networks.document.put(("data", "seed"), 1))
    data = [made.runs[0].stages[0].data for made in (networks, faster, other)]  # type: ignore[attr-defined]
    assert data[1] is data[0]
    assert data[2] != data[0]


def test_a_fault_of_a_data_file_belongs_to_the_key_that_names_it(csv_race: Path) -> None:
    (csv_race.parent / "line.csv").write_text(rows("0,x"), encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        load(csv_race)
    (fault,) = raised.value.faults
    assert (fault.line, fault.key, fault.path) == (2, "label", ("data", "csv"))


def test_a_document_survives_a_pickle_with_its_data(csv_race: Path) -> None:
    opened = load(csv_race)
    sent = pickle.dumps(opened.document)
    (csv_race.parent / "line.csv").unlink()
    arrived = pickle.loads(sent)
    assert arrived == opened.document
    assert arrived.digest == opened.digest
    assert resolve(arrived).digest == opened.digest


# Any edits


def paths(value: Value, path: Place = ()) -> list[Place]:
    """Those of everything in a tree."""
    if isinstance(value, Branch):
        inside = list(value.items())
    else:
        inside = list(enumerate(value)) if isinstance(value, tuple) else []
    return [path, *(deeper for part, one in inside for deeper in paths(one, (*path, part)))]


BASES = [
    read_document(VALID),
    read_document(NETWORK),
    *(
        load(bundled()[name]).document
        for name in ("race", "own-formula", "transfer", "batch-sizes")
    ),
]
KEYS = ["l2", "beta", "steps", "start", "x", "csv", "schedule", "kind", "epochs", "lab", "a b"]


def edited(data: st.DataObject) -> Document:
    """A document after some edits."""
    made = data.draw(st.sampled_from(BASES))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.sampled_from(paths(made.tables)[1:]))
        at = made.at(place)
        match data.draw(st.sampled_from(["put", "key", "drop", "insert", "copy"])):
            case "put":
                made = made.put(place, data.draw(anything))
            case "key" if isinstance(at, Branch):
                made = made.put((*place, data.draw(st.sampled_from(KEYS))), data.draw(anything))
            case "drop":
                made = made.drop(place)
            case "insert" if isinstance(at, tuple):
                made = made.insert(
                    (*place, data.draw(st.integers(0, len(at)))), data.draw(anything)
                )
            case "copy" if isinstance(place[-1], int):
                made = made.insert(place, at)
        if len(made.tables) == 0:
            break
    return made


@given(st.data())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_edits_written_and_read_again_give_the_same_scenario_or_the_same_faults(
    data: st.DataObject,
) -> None:
    made = edited(data)
    if not made.text.strip():
        return  # an empty file is refused as such
    again = document(made.text.encode(), made.source.file, made.source.name)
    assert same(again.tables, made.tables)
    assert outcome(again) == outcome(made)
