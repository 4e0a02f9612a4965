"""Its words, and its screen: every run and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip

from countdown.scenario import Countdown, CountdownRun
from countdown.solve import CountdownTrace, solve
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import Words
from tuiopt.app.guide import Section, key_sections
from tuiopt.app.keys import HELP, MOVES, PLAYS, PROGRAM, Key
from tuiopt.app.keys import Words as Footer
from tuiopt.app.screens.arrangement import Arrangement, Places, frame, tight
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.app.work.jobs import Job
from tuiopt.picture.signs import Signs
from tuiopt.scenario.model import Run
from tuiopt.session.playback import Playback

TABLES = {"Counts": (*MOVES, *PLAYS, Key("x", "x", "more", "from one more"), *PROGRAM)}


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


def counts(area: Region) -> Places:
    return {"counts": area}


class CountdownScreen(LabScreen[Playback[CountdownTrace]]):
    TABLES = TABLES

    def __init__(self, scenario: Countdown, look: Look) -> None:
        trace = self._beginning(scenario)
        super().__init__(Playback(trace, scenario.speed), look)

    def _parts(self) -> ComposeResult:
        cls = CountdownScreen
        yield Counts(id="counts").data_bind(cls.look, cls.scene, cursor=cls.reading)

    def _arrangement(self, size: Size) -> Arrangement:
        room = Region(0, 1, size.width, size.height - 5)
        return tight(*size, counts) or Arrangement({**frame(*size), **counts(room)})

    def _footer(self) -> Footer:
        return (("space", "play"), HELP)

    def _guide(self, signs: Signs) -> Sequence[Section]:
        return key_sections(self.TABLES, signs)

    def _beginning(self, scenario: Any) -> CountdownTrace:
        return CountdownTrace(scenario, 0)

    def _solve(self) -> None:
        scenario = self.session.trace.scenario

        def work(job: Job[CountdownTrace]) -> CountdownTrace:
            return solve(scenario)

        self._solving.start(work)

    def action_more(self) -> None:
        document = self.session.trace.scenario.document
        run = ("runs", self.session.selected, "start")
        self._edit(document.put(run, int(str(document.at(run))) + 1))
