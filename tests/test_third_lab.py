"""A lab that is not built in: what a lab declares is all that the rest of the program needs of it.

Its runs have no optimizer: they count down from a number.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from textual.widgets import Static

import tuiopt
from tuiopt.app.app import TuioptApp
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import Words, words_of
from tuiopt.app.lessons.index import read_lesson, search
from tuiopt.app.lessons.widgets.preview import Preview
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.cli import main
from tuiopt.export.table import Block, Cells, NamedArray, Table, whole
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt.registry import LABS, Lab, Part
from tuiopt.scenario import load
from tuiopt.scenario.common import cues_of, heading
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.document import Document
from tuiopt.scenario.format import File, RunTable
from tuiopt.scenario.format import Table as FileTable
from tuiopt.scenario.model import Run, Scenario

TEXT = """\
format = 1
title = "Counting down"
description = "Two of them."
lab = "countdown"

[[runs]]
start = 3

[[runs]]
start = 5
label = "longer"
"""


class CountdownRunTable(RunTable, frozen=True, kw_only=True):
    start: int


class CountdownFile(File, frozen=True, kw_only=True):
    runs: tuple[CountdownRunTable, ...]


TABLES: tuple[type[FileTable], ...] = (CountdownFile, CountdownRunTable)


@dataclass(frozen=True, slots=True)
class CountdownRun(Run):
    start: int


@dataclass(frozen=True, kw_only=True)
class Countdown(Scenario):
    lab: ClassVar[str] = "countdown"
    runs: tuple[CountdownRun, ...]

    @property
    def subject(self) -> str:
        return "numbers"


def resolve(converter: Converter, document: Document) -> Countdown | None:
    top = converter.table((), document.tables, CountdownFile)
    if converter.faults:
        return None
    runs = tuple(
        CountdownRun(table.label or f"from {table.start}", table.start) for table in top.runs
    )
    cues = cues_of(converter, top.cues)
    steps = max(run.start for run in runs)
    return Countdown(**heading(top, document), runs=runs, steps=steps, speed=1.0, cues=cues)


def solve(scenario: Countdown, watch: Callable[[int, int], None]) -> Countdown:
    watch(scenario.steps, scenario.steps)
    return scenario


class CountdownTable(Table):
    def __init__(self, solved: Countdown) -> None:
        self.scenario = solved
        self._runs = solved.runs

    @property
    def columns(self) -> tuple[str, ...]:
        return ("step", "count")

    def column(self, run: int, name: str) -> Cells:
        steps = np.arange(self._runs[run].start + 1)
        return steps if name == "step" else steps[::-1].astype(float)

    def blocks(self) -> Iterator[Block]:
        for i in range(len(self._runs)):
            yield Block(i, [self.column(i, name) for name in self.columns])

    def arrays(self) -> Iterator[NamedArray]:
        yield whole("count", np.concatenate([self.column(i, "count") for i in range(2)]))


def summary(solved: Countdown, threshold: float) -> str:
    return f"{solved.title}: {len(solved.runs)} runs"


class CountdownWords(Words[Countdown]):
    def settings(self, run: Run) -> list[str]:
        assert isinstance(run, CountdownRun)
        return [f"from {run.start}"]


class CountdownScreen(LookScreen):
    def __init__(self, scenario: Countdown, look: Look) -> None:
        super().__init__(look)
        self.scenario = scenario

    def compose(self) -> Iterator[Static]:  # type: ignore[override]
        yield Static(self.scenario.title)


HERE = __name__

COUNTDOWN = Lab(
    name="countdown",
    title="Counts",
    counted="",
    tables=Part(f"{HERE}:TABLES"),
    resolve=Part(f"{HERE}:resolve"),
    solve=Part(f"{HERE}:solve"),
    export=Part(f"{HERE}:CountdownTable"),
    summary=Part(f"{HERE}:summary"),
    words=Part(f"{HERE}:CountdownWords"),
    screen=Part(f"{HERE}:CountdownScreen"),
)


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A file of the lab, which the registry has for one test."""
    for module in [*sys.modules.values()]:
        if getattr(module, "LABS", None) is LABS and module.__name__ != HERE:
            monkeypatch.setattr(module, "LABS", {**LABS, "countdown": COUNTDOWN})
    load._owner.cache_clear()
    path = tmp_path / "down.toml"
    path.write_text(TEXT, encoding="utf-8")
    yield path
    load._owner.cache_clear()


def test_its_files_are_read_and_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == 0
    assert main(["run", str(file)]) == 0
    assert "Counting down: 2 runs" in capsys.readouterr().out
    assert main(["run", str(file), "-o", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["run,step,count", "from 3,0,3.0"]


def test_python_gets_its_trace(file: Path) -> None:
    trace = tuiopt.solve(tuiopt.load(file))
    assert trace.runs == ("from 3", "longer")
    assert trace["longer"].count.tolist() == [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]  # type: ignore[attr-defined]


def test_its_keys_are_known_to_other_labs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(TEXT.replace('"countdown"', '"network"'), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert "runs[1].start: is for lab = " in capsys.readouterr().err
    file.write_text(TEXT.replace("start = 5", "strat = 5"), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert 'did you mean "start"?' in capsys.readouterr().err


def test_it_is_found_and_previewed(file: Path) -> None:
    lesson = read_lesson(file, "down.toml")
    assert search([lesson], "longer numbers") == (lesson,)
    assert lesson.scenario is not None
    assert words_of(lesson.scenario).view is None
    preview = Preview()
    preview.lesson = lesson
    look = Look(PALETTES["dark"], UNICODE, fill=True)
    text = "\n".join(strip.text for strip in preview.rows(look, 80, 20))
    for words in ("Two of them.", "from 5", " Counts   numbers", " Length   5 steps"):
        assert words in text


async def test_its_screen_is_opened(file: Path) -> None:
    app = TuioptApp(tuiopt.load(file))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CountdownScreen)


def test_it_is_edited_by_its_document(file: Path) -> None:
    made: Any = tuiopt.load(file)
    edited: Any = load.resolve(made.document.put(("runs", 0, "start"), 9))
    assert (edited.steps, edited.runs[1]) == (9, made.runs[1])
