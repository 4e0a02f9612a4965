"""The lessons: bundled scenarios in the order of teaching, read once, found by words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tuiopt.app.draw.words import words_of
from tuiopt.scenario.bundled import bundled, find, in_order
from tuiopt.scenario.faults import Fault, ScenarioError
from tuiopt.scenario.load import load
from tuiopt.scenario.model import Scenario
from tuiopt.scenario.read import file_name

UNSORTED = "Without a chapter"
"""Heads lessons that name no chapter, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A file that can be opened, or all that is wrong with it.

    `number` is its place in the order of teaching, None for a file from elsewhere.
    """

    file: str
    scenario: Scenario | None
    faults: tuple[Fault, ...] = ()
    number: int | None = None

    @property
    def title(self) -> str:
        return self.scenario.title if self.scenario else Path(self.file).stem

    @property
    def trouble(self) -> str:
        """Why it cannot be opened, in two or three words; "" for a sound one."""
        if self.scenario is not None:
            return ""
        return "has faults" if any(fault.line for fault in self.faults) else "cannot be opened"

    @property
    def chapter(self) -> str:
        return (self.scenario.chapter if self.scenario else "") or UNSORTED

    @property
    def words(self) -> str:
        """All that is searched, in small letters."""
        found = [self.file, self.title]
        if self.scenario is not None:
            found += [self.scenario.chapter, self.scenario.description]
            found += words_of(self.scenario).search
        return " ".join(found).casefold()


@cache
def lessons() -> tuple[Lesson, ...]:
    """All bundled scenarios, those of a chapter together, chapters in the order of their first.

    Reading them takes some tenths of a second, so it is done once, and where there is time ahead.
    """
    read = [_bundled(name) for name in in_order(bundled())]
    chapters = list(dict.fromkeys(lesson.chapter for lesson in read if lesson.chapter != UNSORTED))
    sorted_ = [lesson for at in (*chapters, UNSORTED) for lesson in read if lesson.chapter == at]
    return tuple(
        Lesson(lesson.file, lesson.scenario, lesson.faults, number)
        for number, lesson in enumerate(sorted_, 1)
    )


@cache
def _bundled(name: str) -> Lesson:
    return read_lesson(bundled()[name], f"{name}.toml")


def read_ahead() -> Iterator[None]:
    """Reads the bundled scenarios, one with every step: some milliseconds each."""
    for name in in_order(bundled()):
        yield
        _bundled(name)


def read_lesson(path: Path, file: str) -> Lesson:
    """The lesson in a file that the reader knows by the name `file`."""
    try:
        return Lesson(file, load(path))
    except ScenarioError as error:
        return Lesson(file, None, error.faults)


def lesson_at(word: str) -> Lesson:
    """What a person means who types a path, or the name of a bundled scenario."""
    word = os.path.expanduser(word)
    try:
        return read_lesson(find(word), file_name(Path(word)))
    except ScenarioError as error:
        return Lesson(file_name(Path(word)), None, error.faults)


def search(among: Sequence[Lesson], typed: str) -> tuple[Lesson, ...]:
    """The lessons that have every typed word; for a path, the file there."""
    typed = typed.strip()
    if is_path(typed):
        return (lesson_at(typed),)
    words = typed.casefold().split()
    return tuple(lesson for lesson in among if all(word in lesson.words for word in words))


def is_path(typed: str) -> bool:
    return typed.endswith(".toml") or any(sep in typed for sep in (os.sep, os.altsep) if sep)


def next_chapter(among: Sequence[Lesson], chosen: int, offset: int) -> int:
    """The first lesson of the chapter after; or of this one, or of the one before."""
    first = [i for i, a in enumerate(among) if i == 0 or a.chapter != among[i - 1].chapter]
    if offset > 0:
        return next((i for i in first if i > chosen), len(among) - 1)
    return next((i for i in reversed(first) if i < chosen), 0)
