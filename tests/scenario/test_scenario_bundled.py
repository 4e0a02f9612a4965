"""Bundled scenarios are found by name, all others by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuiopt.scenario import bundled
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two scenarios in place of the bundled ones."""
    for name in ("race.toml", "first-steps.toml", "notes.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(bundled, "folder", lambda: tmp_path)
    return tmp_path


def test_a_bundled_scenario_has_its_files_stem_as_name(two: Path) -> None:
    assert bundled.bundled() == {
        "first-steps": two / "first-steps.toml",
        "race": two / "race.toml",
    }
    assert bundled.find("race") == two / "race.toml"


@pytest.mark.parametrize("word", ["race.toml", "./race", "a/b", "/race"])
def test_a_word_with_a_separator_or_the_suffix_is_a_path(word: str, two: Path) -> None:
    assert bundled.find(word) == Path(word)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (
            "rice",
            'rice: no bundled scenario has this name; did you mean "race"? '
            "there are: first-steps, race",
        ),
        ("\x1b", "\ufffd: no bundled scenario has this name; there are: first-steps, race"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(word: str, message: str, two: Path) -> None:
    with pytest.raises(ScenarioError) as raised:
        bundled.find(word)
    assert str(raised.value) == message


@pytest.mark.parametrize("path", bundled.bundled().values(), ids=lambda path: path.stem)
def test_every_bundled_scenario_is_sound(path: Path) -> None:
    assert load(path).name == path.stem
