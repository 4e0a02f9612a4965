"""Its words, and its screen: every run and where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip

from countdown import solve
from countdown.scenario import Countdown, CountdownRun
from countdown.solve import CountdownTrace
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import Words
from tuiopt.app.guide import Section, key_sections
from tuiopt.app.keys import HELP, MOVES, PLAYS, PROGRAM, Key
from tuiopt.app.keys import Words as Footer
from tuiopt.app.screens.arrangement import Arrangement, Places, frame, tight
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.picture.signs import Signs
from tuiopt.scenario.document import Document
from tuiopt.scenario.model import Run
from tuiopt.session.edits import Edit
from tuiopt.session.playback import Playback

TABLES = {"Counts": (*MOVES, *PLAYS, Key("x", "x", "edit('more')", "from one more"), *PROGRAM)}


class CountdownWords(Words[Countdown]):
    def settings(self, run: Run) -> list[str]:
        assert isinstance(run, CountdownRun)
        return [f"from {run.start}"]


class Counts(RunRows[CountdownTrace]):
    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        trace = self.trace
        if trace is None:
            return []
        rows = []
        for i, (run, counts) in enumerate(zip(trace.scenario.runs, trace.runs, strict=True)):
            sign, color = self.mark(look, i)
            line = Line(look, width).put(f" {sign} ", color, bold=i == self.selected)
            line.put(f"{run.label}: {counts[min(self.cursor, run.start)]:g}", look.palette.text)
            rows.append(line.strip())
        return rows


def one_more(session: Playback[CountdownTrace]) -> Document:
    document = session.trace.scenario.document
    run = ("runs", session.selected, "start")
    return document.put(run, int(str(document.at(run))) + 1)


def counts(area: Region) -> Places:
    return {"counts": area}


class CountdownScreen(LabScreen[Playback[CountdownTrace]]):
    TABLES = TABLES
    EDITS: ClassVar[Mapping[str, Edit]] = {"more": one_more}
    SESSION = Playback
    SOLVING = solve

    def _parts(self) -> ComposeResult:
        cls = CountdownScreen
        yield Counts(id="counts").data_bind(cls.look, cls.scene, cls.cursor)

    def _arrangement(self, size: Size) -> Arrangement:
        room = Region(0, 1, size.width, size.height - 5)
        return tight(*size, counts) or Arrangement({**frame(*size), **counts(room)})

    def _footer(self) -> Footer:
        return (("space", "play"), HELP)

    def _guide(self, signs: Signs) -> Sequence[Section]:
        return key_sections(self.TABLES, signs)
