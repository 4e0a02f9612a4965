"""What a lesson is about, in words and numbers."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened, wrap
from tuiopt.app.draw.words import words_of
from tuiopt.app.lessons.index import Lesson
from tuiopt.app.widgets.rows import Rows
from tuiopt.picture.slots import run_slots
from tuiopt.registry import LABS
from tuiopt.scenario.model import Run, Scenario

LEFT = 10
"""Cells of the words at the left of the facts."""

GAP = 3
"""Cells between the columns of settings."""

LONG = 6
"""Rows that a description may take before the facts."""


class PreviewHeading(Rows):
    """A lesson's title and the name of its file."""

    lesson: reactive[Lesson | None] = reactive(None, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.lesson is None:
            return []
        trouble = f" ({self.lesson.trouble})" if self.lesson.trouble else ""
        title = f"{self.lesson.title}{trouble}"
        return [heading(look, width, shortened(look.text(title), width - 1), self.lesson.file)]


class Preview(Rows):
    """Description, runs and length; where there is no room for facts, the description alone.

    Of a file with faults, all that is wrong with it.
    """

    lesson: reactive[Lesson | None] = reactive(None, repaint=False)
    facts: reactive[bool] = reactive(True, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.lesson is None:
            return []
        scenario = self.lesson.scenario
        if scenario is None:
            # The heading names the file already; a fault of the whole file has no other place.
            told = "\n".join(str(f) if f.line else f.message for f in self.lesson.faults)
            return _text(look, width, told, height)
        if not self.facts:
            return _text(look, width, scenario.description, height)
        parts = [
            _text(look, width, scenario.description, LONG),
            _runs(look, width, scenario),
            _facts(look, width, scenario),
        ]
        air = [Line(look, width).strip()] * (sum(map(len, parts)) + 2 <= height)
        text, runs, facts = parts
        return [*text, *air, *runs, *air, *facts]


def _text(look: Look, width: int, text: str, rows: int) -> list[Strip]:
    lines = wrap(look.text(text), width - 2, max(rows, 1))
    return [Line(look, width).put(f" {line}", look.palette.text).strip() for line in lines]


def _runs(look: Look, width: int, scenario: Scenario) -> list[Strip]:
    """Sign, label and hyperparameters of every run, in columns."""
    palette, words = look.palette, words_of(scenario)
    slots = run_slots([run.kind for run in scenario.runs])
    labels = [look.text(run.label) for run in scenario.runs]
    label = min(max(map(cell_len, labels)), 24)
    settings = [words.settings(run) for run in scenario.runs]
    titles = [words.about(run) for run in scenario.runs]
    named = [[title, *row] for title, row in zip(titles, settings, strict=True)]
    cells = _cells(named)
    labelled = (_named_by_label(run, words.about(run)) for run in scenario.runs)
    if not all(labelled) and LEFT + 2 + label + sum(cells) <= width:
        settings = named
    cells = _cells(settings)
    strips = []
    for i, (slot, row) in enumerate(zip(slots, settings, strict=True)):
        line = Line(look, width).put("" if i else " Runs").to(LEFT)
        line.put(f"{look.signs.runs[slot]} ", palette.runs[slot])
        line.put(shortened(labels[i], label), palette.text).to(LEFT + 2 + label)
        for text, wide in zip(row, cells, strict=False):
            if line.used + GAP + cell_len(look.text(text)) >= width:
                break  # rather none than a part of a number
            line.put(f"{'':{GAP}}{text}".ljust(wide))
        strips.append(line.strip())
    return strips


def _cells(table: list[list[str]]) -> list[int]:
    """The width of every column, with the space before it."""
    longest = zip_longest(*table, fillvalue="")
    return [GAP + max(map(len, column)) for column in longest]


def _named_by_label(run: Run, about: str) -> bool:
    """Whether the label says what the run is."""
    names = (run.kind, about)
    return any(name.casefold() in run.label.casefold() for name in names)


def _facts(look: Look, width: int, scenario: Scenario) -> list[Strip]:
    words = words_of(scenario)
    facts = (
        (LABS[scenario.lab].title, words.subject),
        ("Cues", str(len(scenario.cues))),
        ("Length", words.length),
    )
    return [
        Line(look, width)
        .put(f" {name}")
        .to(LEFT)
        .put(shortened(look.text(text), width - LEFT - 1), look.palette.text)
        .strip()
        for name, text in facts
    ]
