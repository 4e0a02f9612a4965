"""Its files, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tuiopt.scenario.common import check_cue_steps, cues_of, heading
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.document import Document
from tuiopt.scenario.format import File, RunTable, Table
from tuiopt.scenario.model import Run, Scenario


class CountdownRunTable(RunTable, frozen=True, kw_only=True):
    start: int


class CountdownFile(File, frozen=True, kw_only=True):
    runs: tuple[CountdownRunTable, ...]


TABLES: tuple[type[Table], ...] = (CountdownFile, CountdownRunTable)


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
    steps = max(run.start for run in runs)
    check_cue_steps(converter, top.cues, steps)
    cues = cues_of(converter, top.cues)
    if converter.faults:
        return None
    return Countdown(**heading(top, document), runs=runs, steps=steps, speed=1.0, cues=cues)
