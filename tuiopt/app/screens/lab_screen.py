"""What the screens of all labs share: playing through a trace that is solved behind the screen."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.timer import Timer

from tuiopt.app import keys
from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section, Tables
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.screens.pace import Pace
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.app.widgets.tabs import Tabs
from tuiopt.app.widgets.timeline import Timeline
from tuiopt.app.work.jobs import Jobs
from tuiopt.app.work.memory import give_back
from tuiopt.picture.signs import Signs
from tuiopt.session.playback import Playback, Solving

S = TypeVar("S", bound=Playback[Any])

GIVE_BACK_AFTER = 0.5
"""Seconds after which a screen that is gone, a cycle with all its traces, leaves memory, too."""


class LabScreen(LookScreen, Generic[S]):
    """State flows down from here by data binding, messages come up.

    Subclasses give `TABLES`, the tables of their keys.
    """

    TABLES: ClassVar[Tables]

    edited: reactive[bool] = reactive(False, repaint=False)
    slots: reactive[tuple[int, ...]] = reactive((), repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    drawn: reactive[int] = reactive(0, repaint=False)
    cue: reactive[int | None] = reactive(None, repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)
    hidden: reactive[frozenset[int]] = reactive(frozenset(), repaint=False)
    playing: reactive[bool] = reactive(False, repaint=False)
    speed: reactive[float] = reactive(1.0, repaint=False)
    panel: reactive[int] = reactive(0, repaint=False)
    panels: reactive[tuple[str, ...]] = reactive((), repaint=False)
    words: reactive[keys.Words] = reactive((keys.HELP,), repaint=False)

    def __init__(self, session: S, look: Look) -> None:
        super().__init__(look)
        self.session = session
        self._timer: Timer | None = None
        self._pace = Pace()
        self._solving: Jobs[Any] = Jobs(self.post, self._solved, self.warn)

    def on_mount(self) -> None:
        self._timer = self.set_interval(self._pace.seconds, self._tick, pause=True)
        self._show(self.session)
        # Numba takes the processor for a while: the first picture goes before it.
        self.call_after_refresh(self._solve)
        self.app.app_resume_signal.subscribe(self, lambda _: self._show(self.session.pause()))

    def on_screen_suspend(self) -> None:
        """Something else is shown over the lab."""
        self._show(self.session.pause())

    def on_unmount(self) -> None:
        self._solving.stop()
        # The app would keep what it calls, and with that the screen.
        self.app.app_resume_signal.unsubscribe(self)
        self.app.set_timer(GIVE_BACK_AFTER, give_back)

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size)

    # Down: what the widgets show

    def _show(self, session: S) -> None:
        """Hands the session down; widgets hear only of what has changed."""
        raise NotImplementedError

    def _arrange(self, size: Size) -> None:
        """Puts every part at its place on a screen of that size."""
        raise NotImplementedError

    def _put(self, places: dict[str, Region]) -> None:
        """Shows the widgets that have a place, by their ids, and folds the others away."""
        for widget in self.query(Canvas):
            region = places.get(widget.id or "")
            widget.display = region is not None
            if region is not None:
                widget.styles.offset = region.offset
                widget.styles.width, widget.styles.height = region.size
                widget.fit(region.size)

    def _run_timer(self, session: S, *, started: bool) -> None:
        """Frames come while the session plays; `started` tells that it begins to."""
        if self._timer is None:
            return
        if started:
            self._pace.start(monotonic())
            self._timer.resume()
        elif not session.playing:
            self._timer.pause()

    def _tick(self) -> None:
        seconds = self._pace.tick(monotonic(), behind=self._behind())
        if seconds:
            self._show(self.session.tick(seconds))

    def _behind(self) -> bool:
        """Whether the terminal has not taken what was written before."""
        return bool(getattr(self.app._driver, "behind", False))

    # Up: what the widgets and the solver tell

    def _solve(self) -> None:
        """Begins to solve the session's scenario behind the screen."""
        raise NotImplementedError

    def _solved(self, trace: Solving) -> None:
        """More is solved, or all of it by kernels."""
        self._show(self.session.with_trace(trace))

    @on(Timeline.Sought)
    def _sought(self, message: Timeline.Sought) -> None:
        self._show(self.session.go_to(message.step))

    @on(RunRows.Picked)
    def _picked(self, message: RunRows.Picked) -> None:
        self._show(self.session.pick(message.index))

    @on(Tabs.Picked)
    def _panel_picked(self, message: Tabs.Picked) -> None:
        self._open_panel(message.index)

    # Keys

    def _guide(self, signs: Signs) -> Sequence[Section]:
        """What the help says."""
        raise NotImplementedError

    def action_help(self) -> None:
        from tuiopt.app.screens.help_screen import HelpScreen

        assert self.look is not None
        self.app.push_screen(HelpScreen(self.look, self._guide(self.look.signs)))

    def action_play(self) -> None:
        self._show(self.session.toggle())

    def action_step(self, steps: int) -> None:
        self._show(self.session.step(steps))

    def action_first(self) -> None:
        self._show(self.session.first())

    def action_last(self) -> None:
        self._show(self.session.last())

    def action_go_to(self) -> None:
        from tuiopt.app.screens.goto_screen import GotoScreen

        def sought(step: int | None) -> None:
            if step is not None:
                self._show(self.session.go_to(step))

        assert self.look is not None
        self.app.push_screen(GotoScreen(self.look, self.session.trace.scenario.steps), sought)

    def action_faster(self) -> None:
        self._show(self.session.faster())

    def action_slower(self) -> None:
        self._show(self.session.slower())

    def action_select(self, offset: int) -> None:
        self._show(self.session.select(offset))

    def action_hide(self, run: int) -> None:
        self._show(self.session.hide(run))

    def action_next_cue(self) -> None:
        self._show(self.session.next_cue())

    def action_previous_cue(self) -> None:
        self._show(self.session.previous_cue())

    def action_next_panel(self) -> None:
        self._open_panel(self.panel + 1)

    def _open_panel(self, panel: int) -> None:
        if self.panels:
            self._show(self.session.with_panel(panel % len(self.panels)))
