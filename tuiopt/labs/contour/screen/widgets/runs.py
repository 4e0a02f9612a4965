"""The runs as a table, and in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.columns import EFFECTIVE, Columns, columns
from tuiopt.app.widgets.one_line import OneLine
from tuiopt.app.widgets.run_rows import Name, RunRows, roundings, widest
from tuiopt.labs.contour.scenario.model import ContourScenario, Problem
from tuiopt.labs.contour.screen.draw.differences import differences
from tuiopt.labs.contour.solve import standing
from tuiopt.labs.contour.solve.card import steady_rate
from tuiopt.labs.contour.solve.standing import GOAL
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace
from tuiopt.picture.numbers import number, setting
from tuiopt.solving.standing import Standing

HEAD = 2
"""Rows above the first run."""

RATE = 7
"""Characters of a learning rate."""


class RunsTable(RunRows[ContourTrace]):
    """A row a run: sign, label, numbers, status. The title tells who was first below the goal."""

    _names: Sequence[Name] = ()
    _named: tuple[ContourScenario, Look] | None = None
    """What the names were made for: they stay while the numbers change."""

    def on_click(self, event: events.Click) -> None:
        if self.trace is not None and 0 <= event.y - HEAD < len(self.trace.runs):
            self.post_message(self.Picked(event.y - HEAD))

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        scenario = self.trace.scenario
        if self._named != (scenario, look):
            self._names, self._named = _names(look, scenario), (scenario, look)
        names = self._names
        labels = max(cell_len(label) for label, _ in names)
        whole = max(cell_len(" ".join((label, *told))) for label, told in names)
        place = columns(
            width,
            labels,
            whole,
            rates=_both_conventions(scenario),
            signed=not standing.has_goal(scenario.problem),
        )
        head = Line(look, width)
        for column, end in place.ends:
            head.right(column, end=end)
        head.to(place.status).put(widest(look, ["status"], width - place.status))
        stand = standing.standings(self.trace, self.cursor)
        runs = enumerate(zip(names, stand, strict=True))
        return [
            self._title(look, width),
            head.strip(),
            *(self._row(look, width, place, i, name, stands) for i, (name, stands) in runs),
        ]

    def _title(self, look: Look, width: int) -> Strip:
        assert self.trace is not None
        if not standing.has_goal(self.trace.scenario.problem):
            return heading(look, width, "Runs")
        found = standing.earliest_below(self.trace, self.cursor)
        facts = f"first below {GOAL}:"
        if found is None:
            return heading(look, width, "Runs", f"{facts} none yet")
        step, runs = found
        signs = " ".join(look.signs.runs[self.slots[i]] for i in runs)
        label = f" {self.trace.runs[runs[0]].setup.label}" if len(runs) == 1 else ""
        texts = (f"{facts} {signs}{label} at {step}", f"{facts} {signs} at {step}")
        return heading(look, width, "Runs", widest(look, texts, width - len("Runs    ")))

    def _row(
        self, look: Look, width: int, place: Columns, i: int, name: Name, stands: Standing
    ) -> Strip:
        assert self.trace is not None
        line, ink, less = self.begun(look, width, i, name, place.name)
        problem, run = self.trace.scenario.problem, self.trace.runs[i]
        for column, end in place.ends:
            quiet = column in ("α", EFFECTIVE) or stands.kind == "diverged"
            text = _number(look, column, problem, run, self.cursor)
            line.right(text, less if quiet else ink, end=end)
        text, color = self.status(look, i, stands, width - place.status)
        return line.to(place.status).put(text, color, bold=i not in self.hidden).strip()


class RunsLine(OneLine[ContourTrace]):
    """The losses."""

    NUMBER = 9

    def unit(self, trace: ContourTrace) -> str:
        return "loss"

    def standings(self, trace: ContourTrace) -> Sequence[Standing]:
        return standing.standings(trace, self.cursor)

    def number(self, look: Look, trace: ContourTrace, i: int, room: int) -> str:
        run = trace.runs[i]
        return widest(look, roundings(float(run.column("loss")[run.at(self.cursor)])), room)


def _names(look: Look, scenario: ContourScenario) -> list[Name]:
    told = differences(scenario.runs, scenario.problem.start, scenario.steps)
    return [
        (look.text(run.label), [look.text(words) for words in about])
        for run, about in zip(scenario.runs, told, strict=True)
    ]


def _both_conventions(scenario: ContourScenario) -> bool:
    """Whether momentum races with and without (1−β): equal α then mean different rates."""
    return {"momentum", "heavy-ball"} <= {run.optimizer.name for run in scenario.runs}


def _number(look: Look, column: str, problem: Problem, run: ContourRunTrace, step: int) -> str:
    """The number of a column; of α as many digits as fit."""
    match column:
        case "α":
            alpha = standing.learning_rate(run, step)
            return widest(look, (setting(alpha), *roundings(alpha)), RATE)
        case _ if column == EFFECTIVE:
            rate = steady_rate(run, step)
            return "·" if rate is None else widest(look, (setting(rate), *roundings(rate)), RATE)
        case "‖g‖":
            return number(standing.gradient_norm(problem, run, step))
        case "dist":
            return number(standing.distance(problem, run, step))
    return number(float(run.column(column)[run.at(step)]))
