"""The networks as a table, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.table.columns import FIRST, Columns
from tuiopt.app.draw.text import wrap
from tuiopt.app.widgets.run_rows import Name, RunRows, roundings, widest
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen.draw.columns import COLUMNS, RATE, columns
from tuiopt.labs.network.screen.draw.differences import differences
from tuiopt.labs.network.screen.draw.verdict import verdict
from tuiopt.labs.network.solve import standing
from tuiopt.labs.network.solve.trace import DEV_LOSS, NetworkRunTrace, NetworkTrace
from tuiopt.picture.numbers import number, percent, setting
from tuiopt.solving.standing import Standing

HEAD = 2
"""Rows above the first run."""

GAP = 1
"""Rows between the last run and what is told of the first."""

DIGITS = 7
"""Characters of a learning rate."""


class NetworkRuns(RunRows[NetworkTrace]):
    """A row a run: sign, label, losses, errors, status. The title tells how much is learned.

    Below, a diagnosis for each, and for the selected one what to try where there is room for it.
    """

    _names: Sequence[Name] = ()
    _named: tuple[NetworkScenario, Look] | None = None
    """What the names were made for: they stay while the numbers change."""

    def on_click(self, event: events.Click) -> None:
        if self.trace is None:
            return
        runs = len(self.trace.runs)
        for first in (HEAD, HEAD + runs + GAP):
            if 0 <= event.y - first < runs:
                self.post_message(self.Picked(event.y - first))

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        trace = self.trace
        if trace is None:
            return []
        if self._named != (trace.scenario, look):
            self._names, self._named = _names(look, trace.scenario), (trace.scenario, look)
        place = self._place(width, trace.scenario)
        head = Line(look, width)
        for column, end in place.ends:
            head.right(column, end=end)
        head.to(place.status).put(widest(look, ["status"], width - place.status))
        stand = standing.standings(trace, self.cursor)
        rows = [
            heading(look, width, "Runs", self._learned(look, width, trace)),
            head.strip(),
            *(self._row(look, width, place, i, stands) for i, stands in enumerate(stand)),
            Line(look, width).strip(),
            *(self._verdict(look, width, i, stands) for i, stands in enumerate(stand)),
        ]
        return rows + self._advice(look, width, height - len(rows), trace)

    def _place(self, width: int, scenario: NetworkScenario) -> Columns:
        labels = max(cell_len(label) for label, _ in self._names)
        whole = max(cell_len(" ".join((label, *told))) for label, told in self._names)
        return columns(
            width,
            labels,
            whole,
            dev=standing.has_dev(scenario),
            rates=any(run.rate_changes for run in scenario.runs),
            stops=any(run.patience is not None for run in scenario.runs),
        )

    def _learned(self, look: Look, width: int, trace: NetworkTrace) -> str:
        """How many parameters the networks have, each number once."""
        sizes = sorted({run.stage(run.at(self.cursor)).network.size for run in trace.runs})
        *others, last = map(str, sizes)
        listed = f"{', '.join(others)} and {last}" if others else last
        texts = (f"{listed} parameters", f"{sizes[0]} to {last} parameters")
        return widest(look, texts, width - len("Runs    "))

    def _row(self, look: Look, width: int, place: Columns, i: int, stands: Standing) -> Strip:
        assert self.trace is not None
        line, ink, less = self.begun(look, width, i, self._names[i], place.name)
        for column, end in place.ends:
            quiet = column == RATE or stands.kind == "diverged"
            text = _number(look, column, self.trace.runs[i], self.cursor)
            line.right(text, less if quiet else ink, end=end, bold=i == self.selected and not quiet)
        text, color = self.status(look, i, stands, width - place.status)
        return line.to(place.status).put(text, color, bold=i not in self.hidden).strip()

    def _verdict(self, look: Look, width: int, i: int, stands: Standing) -> Strip:
        """What a run's errors say, or that it diverged."""
        assert self.trace is not None
        palette = look.palette
        sign, color = self.mark(look, i)
        ink = palette.bright if i == self.selected else palette.text
        ink = palette.faint if i in self.hidden else ink
        texts: Sequence[str] = stands.texts
        if stands.kind == "diverged":
            ink = palette.bad
        else:
            texts = verdict(*standing.errors(self.trace.runs[i], self.cursor)).texts
        line = Line(look, width).put(f"  {sign} ", color, bold=True)
        return line.put(widest(look, texts, width - FIRST), ink).strip()

    def _advice(self, look: Look, width: int, rows: int, trace: NetworkTrace) -> list[Strip]:
        """What to try with the selected run."""
        run = trace.runs[self.selected]
        if rows < 1 or standing.has_diverged(run, self.cursor):
            return []
        advice = verdict(*standing.errors(run, self.cursor)).advice
        lines = wrap(look.text(advice), max(width - FIRST - 1, 1), rows + 1)
        if len(lines) > rows:
            return []
        return [Line(look, width).to(FIRST).put(text).strip() for text in lines]


def _names(look: Look, scenario: NetworkScenario) -> list[Name]:
    told = differences(scenario.runs, scenario.steps)
    return [
        (look.text(run.label), [look.text(words) for words in about])
        for run, about in zip(scenario.runs, told, strict=True)
    ]


def _number(look: Look, column: str, run: NetworkRunTrace, cursor: int) -> str:
    """The number of a column; of α_t as many digits as fit."""
    if column == RATE:
        alpha = standing.learning_rate(run, cursor)
        return widest(look, (setting(alpha), *roundings(alpha)), DIGITS)
    value = float(standing.scores(run, cursor)[COLUMNS[column]])
    return number(value) if COLUMNS[column] <= DEV_LOSS else percent(value)
