"""The contour lab: a race on a map, with the numbers beside it."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from tuiopt.app import keys
from tuiopt.app.arrangement import arrange
from tuiopt.app.draw.look import Look, run_slots
from tuiopt.app.draw.relief import relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.app.look_screen import LookScreen
from tuiopt.app.solving import Solver, first_steps
from tuiopt.app.widgets.bars import Footer, MapHeading, TitleBar
from tuiopt.app.widgets.cue import CueText
from tuiopt.app.widgets.map import MapView
from tuiopt.app.widgets.runs import RunsLine, RunsTable
from tuiopt.app.widgets.small import TooSmall
from tuiopt.app.widgets.state import StatePanel
from tuiopt.app.widgets.timeline import Timeline
from tuiopt.labs.field import field
from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import Scenario
from tuiopt.session.session import Session

FRAMES = 60
"""Ticks a second while playing; late ones are skipped, the time that went by is not."""


class RaceScreen(LookScreen):
    """State flows down from here by data binding, messages come up."""

    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in keys.RACE]

    scenario: reactive[Scenario | None] = reactive(None, repaint=False)
    trace: reactive[Trace | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    cue: reactive[int | None] = reactive(None, repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)
    playing: reactive[bool] = reactive(False, repaint=False)
    speed: reactive[float] = reactive(1.0, repaint=False)
    slots: reactive[tuple[int, ...]] = reactive((), repaint=False)

    class Solved(Message):
        """More of the race is solved, or all of it by kernels."""

        def __init__(self, trace: Trace) -> None:
            self.trace = trace
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RaceScreen.Solved)

    class Warned(Message):
        """The solver has something to say."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(self, scenario: Scenario, look: Look) -> None:
        super().__init__(look)
        self.session = Session.begin(first_steps(scenario))
        self._solver = Solver(
            scenario,
            deliver=lambda trace: self._post(self.Solved(trace)),
            warn=lambda text: self._post(self.Warned(text)),
        )
        self._timer: Timer | None = None
        self._ticked = 0.0
        self.set_reactive(RaceScreen.scenario, scenario)
        self.set_reactive(
            RaceScreen.slots, tuple(run_slots([run.optimizer.name for run in scenario.runs]))
        )

    def compose(self) -> ComposeResult:
        cls = RaceScreen
        yield TitleBar(id="title").data_bind(cls.look, cls.scenario)
        yield MapHeading(id="heading").data_bind(cls.look, cls.scenario)
        yield MapView().data_bind(cls.look, cls.trace, cls.cursor, cls.selected, cls.slots)
        for panel in (RunsTable(id="runs"), StatePanel(id="state"), RunsLine(id="line")):
            yield panel.data_bind(cls.look, cls.trace, cls.slots, cls.cursor, cls.selected)
        yield Timeline(id="timeline").data_bind(
            cls.look, cls.trace, cls.cursor, cls.playing, cls.speed
        )
        yield CueText(id="cue").data_bind(cls.look, cls.trace, cls.cue)
        yield Footer(keys.FOOTER, ("?", "help")).data_bind(cls.look)
        yield TooSmall(id="small").data_bind(cls.look, cls.trace, cls.cursor)

    def on_mount(self) -> None:
        self._timer = self.set_interval(1 / FRAMES, self._tick, pause=True)
        self._show(self.session)
        # Numba takes the processor for a while: the first picture goes before it.
        self.call_after_refresh(self._solver.start)
        self.app.app_resume_signal.subscribe(self, lambda _: self._show(self.session.pause()))

    def on_screen_suspend(self) -> None:
        """Something else is shown over the race."""
        self._show(self.session.pause())

    def on_unmount(self) -> None:
        self._solver.stop()

    # Down: what the widgets show

    def _show(self, session: Session) -> None:
        """Hands the session down; widgets hear only of what has changed."""
        started = session.playing and not self.session.playing
        self.session = session
        self.trace = session.trace
        self.selected = session.selected
        self.cursor = session.cursor
        self.cue = session.cue
        self.speed = session.speed
        self.playing = session.playing
        if self._timer is None:
            return
        if started:
            self._ticked = monotonic()
            self._timer.resume()
        elif not session.playing:
            self._timer.pause()

    def _tick(self) -> None:
        now = monotonic()
        seconds, self._ticked = now - self._ticked, now
        self._show(self.session.tick(seconds))

    # Up: what the widgets and the solver tell

    def _post(self, message: Message) -> None:
        if self.is_attached:
            self.post_message(message)

    @on(Solved)
    def _solved(self, message: Solved) -> None:
        self._show(self.session.with_trace(message.trace))

    @on(Warned)
    def _warned(self, message: Warned) -> None:
        self.notify(message.text, severity="warning", markup=False)

    @on(MapView.Resized)
    def _map_resized(self, message: MapView.Resized) -> None:
        problem = self.session.trace.scenario.problem
        columns, rows = message.size
        values = field(problem, problem.view, columns * DOTS_X, rows * DOTS_Y)
        self.query_one(MapView).relief = relief(values, problem.surface.levels)

    def on_resize(self, event: events.Resize) -> None:
        places = arrange(*event.size, len(self.session.trace.runs))
        for widget in self.query("RaceScreen > Rows, RaceScreen > MapView"):
            region = places.get(widget.id or "")
            widget.display = region is not None
            if region is not None:
                widget.styles.offset = region.offset
                widget.styles.width, widget.styles.height = region.size
        self.query_one(RunsLine).alone = "timeline" not in places

    # Keys

    def action_play(self) -> None:
        self._show(self.session.toggle())

    def action_step(self, steps: int) -> None:
        self._show(self.session.step(steps))

    def action_first(self) -> None:
        self._show(self.session.first())

    def action_last(self) -> None:
        self._show(self.session.last())

    def action_faster(self) -> None:
        self._show(self.session.faster())

    def action_slower(self) -> None:
        self._show(self.session.slower())

    def action_select(self, offset: int) -> None:
        self._show(self.session.select(offset))

    def action_next_cue(self) -> None:
        self._show(self.session.next_cue())

    def action_previous_cue(self) -> None:
        self._show(self.session.previous_cue())
