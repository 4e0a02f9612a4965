"""The runs as a table, or as one line where there is no room for one."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look, Palette
from tuiopt.app.draw.numbers import number, setting
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.standing import Standing, gradient_norm, standings
from tuiopt.labs.trace import RunTrace, Trace

NUMBER = 10
"""Cells of a column of numbers."""

STATUS = 22
"""Cells of the status column."""


class RunRows(Rows):
    """What the table and the line have in common: the trace, where in it, and who is selected."""

    trace: reactive[Trace | None] = reactive(None, repaint=False)
    slots: reactive[tuple[int, ...]] = reactive((), repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)

    def watch_trace(self) -> None:
        self.redraw()

    def watch_cursor(self) -> None:
        self.redraw()

    def watch_selected(self) -> None:
        self.redraw()

    def mark(self, look: Look, i: int) -> tuple[str, Rgb]:
        """The sign and the colour of a run."""
        slot = self.slots[i]
        return look.signs.runs[slot], look.palette.runs[slot]


class RunsTable(RunRows):
    """Marker, label, α, loss, ‖g‖, status; a narrow table drops ‖g‖, then α, then the status."""

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        label = 4 + max(6, min(max(len(run.setup.label) for run in self.trace.runs), 18))
        room = width - label - NUMBER
        with_status = room >= STATUS
        room -= STATUS if with_status else 0
        with_alpha = room >= NUMBER
        with_norm = room >= 2 * NUMBER
        strips = [heading(look, width, "Runs")]
        head = Line(look, width)
        end = label
        for name, shown in (("α", with_alpha), ("loss", True), ("‖g‖", with_norm)):
            if shown:
                end += NUMBER
                head.right(name, end=end)
        if with_status:
            head.to(end + 2).put("status")
        strips.append(head.strip())
        stand = standings(self.trace, self.cursor)
        for i, (run, stands) in enumerate(zip(self.trace.runs, stand, strict=True)):
            line = self._run(look, width, i, run, label)
            self._numbers(line, run, stands, label, with_alpha, with_norm, with_status)
            if with_status:
                line.to(end + 2).put(stands.text, status_color(look.palette, stands), bold=True)
            strips.append(line.strip())
        return strips

    def _run(self, look: Look, width: int, i: int, run: RunTrace, label: int) -> Line:
        palette = look.palette
        chosen = i == self.selected
        sign, color = self.mark(look, i)
        line = Line(look, width, palette.raised if chosen else palette.bg)
        line.put(look.signs.bar if chosen else " ", color).put(f"{sign} ", color, bold=True)
        ink = palette.bright if chosen else palette.text
        name = run.setup.label
        line.put(name if len(name) <= label - 3 else name[: label - 4] + "…", ink, bold=chosen)
        return line

    def _numbers(
        self,
        line: Line,
        run: RunTrace,
        stands: Standing,
        label: int,
        with_alpha: bool,
        with_norm: bool,
        with_status: bool,
    ) -> None:
        assert self.trace is not None
        palette = line.look.palette
        gone = stands.kind == "diverged"
        ink = palette.muted if gone else palette.text
        if gone and not with_status:
            line.right(f"✗ at {run.diverged.step}" if run.diverged else "", palette.bad)
            return
        end = label
        if with_alpha:
            end += NUMBER
            line.right(setting(run.setup.learning_rate), palette.muted, end=end)
        end += NUMBER
        line.right(number(float(run.column("loss")[run.at(self.cursor)])), ink, end=end)
        if with_norm:
            norm = gradient_norm(self.trace.scenario.problem, run, self.cursor)
            line.right(number(norm), ink, end=end + NUMBER)


def status_color(palette: Palette, stands: Standing) -> Rgb:
    if stands.kind == "diverged":
        return palette.bad
    return palette.good if stands.kind == "converged" else palette.text


class RunsLine(RunRows):
    """Every run's sign and loss in a row; where it is alone, the step and the selected run."""

    alone: reactive[bool] = reactive(False, repaint=False)

    def watch_alone(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        palette = look.palette
        line = Line(look, width)
        stand = standings(self.trace, self.cursor)
        if self.alone:
            line.put(f" {self.cursor}/{self.trace.scenario.steps}  ", palette.bright, bold=True)
            self._run(line, look, self.selected, stand[self.selected], with_label=True)
            return [line.right("? help ").strip()]
        for i in range(len(self.trace.runs)):
            self._run(line.put(" "), look, i, stand[i], with_label=False)
        return [line.right("loss ").strip()]

    def _run(self, line: Line, look: Look, i: int, stands: Standing, *, with_label: bool) -> None:
        assert self.trace is not None
        palette = look.palette
        run = self.trace.runs[i]
        sign, color = self.mark(look, i)
        bg = palette.raised if i == self.selected else None
        label = f"{run.setup.label} " if with_label else ""
        line.put(f" {sign} ", color, bold=True, bg=bg)
        if run.diverged is not None and stands.kind == "diverged":
            line.put(f"{label}✗ at {run.diverged.step} ", palette.bad, bg=bg)
        else:
            loss = number(float(run.column("loss")[run.at(self.cursor)]))
            line.put(f"{label}{loss} ", palette.text, bg=bg, bold=i == self.selected)
