"""The gradient check of the selected run, and bugs for it to find."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from tuiopt.app.background.jobs import Job, Jobs
from tuiopt.app.background.kernels import by_kernels
from tuiopt.app.draw.look import Look
from tuiopt.app.screens.arrangement import MARGIN
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.frame import Caption, KeyRow
from tuiopt.labs.network.screen.widgets.check_report import CheckReport
from tuiopt.labs.network.solve.gradient_check import BUGS, Report, checked
from tuiopt.labs.network.solve.view import View
from tuiopt_kernels import interpreted
from tuiopt_kernels.network.check import Checking

WORDS = (("i", "inject a bug"), ("↑ ↓", "scroll"), ("t", "theme"), ("esc", "close"))


def check(view: View, bug: str, job: Job[Report]) -> Report | None:
    """The report; the first time kernels are compiled."""

    def kernels() -> Checking:
        from tuiopt_kernels import compiled  # Numba: not for those who never check

        return compiled.gradient_check()

    def work(by: Checking) -> Report | None:
        return checked(by, view, bug, job.stopped)

    return by_kernels(kernels, interpreted.gradient_check, work, job)


class CheckScreen(LookScreen):
    """Checks at once, behind the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,c,q", "dismiss", "close", show=False, priority=True),
        Binding("i", "next_bug", show=False, priority=True),
        Binding("down,j", "scroll_rows(1)", show=False, priority=True),
        Binding("up,k", "scroll_rows(-1)", show=False, priority=True),
        Binding("pagedown", "scroll_rows(10)", show=False, priority=True),
        Binding("pageup", "scroll_rows(-10)", show=False, priority=True),
        Binding("home", "scroll_rows(-1000000)", show=False, priority=True),
        Binding("end", "scroll_rows(1000000)", show=False, priority=True),
        Binding("t", "app.next_theme", show=False, priority=True),
    ]

    def __init__(self, look: Look, view: View) -> None:
        super().__init__(look)
        self._view = view
        self._bug = "none"
        self._jobs: Jobs[Report] = Jobs(self.post, self._checked, self.warn, self._failed)

    def compose(self) -> ComposeResult:
        yield Caption("Gradient check").data_bind(LookScreen.look)
        yield CheckReport(id="report").data_bind(LookScreen.look)
        yield KeyRow(WORDS, id="keys").data_bind(LookScreen.look)

    def on_mount(self) -> None:
        run, samples = self._view.run, len(self._view.labels)
        report = self.query_one(CheckReport)
        report.about = f"{run.setup.label}, step {self._view.step}, batch of {samples}"
        self._check()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        for name, y, rows in (
            ("caption", 0, 1),
            ("report", 1, height - 2),
            ("keys", height - 1, 1),
        ):
            margin = MARGIN if name == "report" else 0
            widget = self.query_one(f"#{name}", Canvas)
            size = Size(max(width - 2 * margin, 0), max(rows, 0))
            widget.styles.offset = (margin, y)
            widget.styles.width, widget.styles.height = size
            widget.fit(size)  # or a report that comes now would be drawn for the size before

    def on_unmount(self) -> None:
        self._jobs.stop()

    def _check(self) -> None:
        self.query_one(CheckReport).checking = True
        self._jobs.start(partial(check, self._view, self._bug))

    def _checked(self, report: Report) -> None:
        shown = self.query_one(CheckReport)
        shown.report = report
        shown.checking = False

    def _failed(self, error: Exception) -> None:
        self.query_one(CheckReport).checking = False
        assert self.look is not None
        told = f"the check cannot be made: {error}".splitlines()[0]
        self.notify(self.look.text(told), severity="error", markup=False)

    def action_next_bug(self) -> None:
        """The next one that this network can have; after the last, none again."""
        norm = self._view.state.stage.network.norm
        bugs = [bug for bug in BUGS if norm or bug != "dropped-term"]
        self._bug = bugs[(bugs.index(self._bug) + 1) % len(bugs)]
        self.query_one(CheckReport).top = 0
        self._check()

    def action_scroll_rows(self, rows: int) -> None:
        self.query_one(CheckReport).scroll(rows)
