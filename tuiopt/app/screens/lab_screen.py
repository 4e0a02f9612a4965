"""What the screens of all labs share: playing through a trace that is solved behind the screen."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer

from tuiopt.app import keys
from tuiopt.app.background.jobs import Job, Jobs
from tuiopt.app.background.memory import give_back
from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section, Tables
from tuiopt.app.screens.arrangement import Arrangement, Places
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.screens.pace import Pace
from tuiopt.app.widgets.bars import TitleBar
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.app.widgets.cue import CueText
from tuiopt.app.widgets.frame import KeyRow
from tuiopt.app.widgets.one_line import OneLine
from tuiopt.app.widgets.run_rows import RunRows
from tuiopt.app.widgets.small import TooSmall
from tuiopt.app.widgets.tabs import Tabs
from tuiopt.app.widgets.timeline import Timeline
from tuiopt.picture.signs import Signs
from tuiopt.scenario.document import Document
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import resolve
from tuiopt.scenario.model import Scenario
from tuiopt.session.edits import Edit, RefusedError
from tuiopt.session.playback import Playback, Solving
from tuiopt.session.scene import Scene

S = TypeVar("S", bound=Playback[Any])

GIVE_BACK_AFTER = 0.5
"""Seconds after which a screen that is gone, a cycle with all its traces, leaves memory, too."""


class Solver(Protocol):
    """A lab's module that solves behind its screen."""

    def beginning(self, scenario: Any, /) -> Any:
        """A trace for the first picture of a scenario, at once."""

    def solve(self, scenario: Any, job: Job[Any], /) -> Any:
        """Delivers longer and longer traces until all is solved or it is stopped."""


class LabScreen(LookScreen, Generic[S]):
    """State flows down from here by data binding, messages come up.

    A lab gives its keys and edits, its session, how a scenario begins and is solved, the parts that
    it has besides those of all labs and where they stand, and what of them follows the cursor.
    """

    TABLES: ClassVar[Tables]
    """The keys, by the titles that the help gives them; those of later tables come first."""

    EDITS: ClassVar[Mapping[str, Edit]] = {}
    """What keys change in a scenario: `edit(NAME)`."""

    SESSION: ClassVar[Any]
    """The class of S."""

    SOLVING: ClassVar[Solver]

    edited: reactive[bool] = reactive(False, repaint=False)
    scenario: reactive[Scenario | None] = reactive(None, repaint=False)
    trace: reactive[Solving | None] = reactive(None, repaint=False)
    scene: reactive[Scene[Any] | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    inside: reactive[int | None] = reactive(None, repaint=False)
    reading: reactive[int] = reactive(0, repaint=False)
    drawn: reactive[int] = reactive(0, repaint=False)
    cue: reactive[int | None] = reactive(None, repaint=False)
    playing: reactive[bool] = reactive(False, repaint=False)
    speed: reactive[float] = reactive(1.0, repaint=False)
    panel: reactive[int] = reactive(0, repaint=False)
    panels: reactive[tuple[str, ...]] = reactive((), repaint=False)
    words: reactive[keys.Words] = reactive((keys.HELP,), repaint=False)

    def __init_subclass__(cls, **options: Any) -> None:
        if tables := vars(cls).get("TABLES"):
            rows = [key for table in reversed(tables.values()) for key in table]
            cls.BINDINGS = [key.binding for key in rows]
        super().__init_subclass__(**options)

    def __init__(self, scenario: Any, look: Look) -> None:
        super().__init__(look)
        self.session: S = self.SESSION.begin(self.SOLVING.beginning(scenario))
        self._file: Document = scenario.document
        self._arranged_for: Hashable = None
        self._timer: Timer | None = None
        self._pace = Pace()
        self._solving: Jobs[Any] = Jobs(self.post, self._solved, self.warn)

    def compose(self) -> ComposeResult:
        cls = type(self)
        yield TitleBar(id="title").data_bind(cls.look, cls.scenario, cls.edited)
        yield from self._parts()
        yield Tabs(id="tabs").data_bind(cls.look, cls.panel, names=cls.panels)
        yield Timeline(id="timeline").data_bind(
            cls.look, cls.trace, cls.inside, cls.playing, cls.speed, cls.cursor
        )
        yield CueText(id="cue").data_bind(cls.look, cls.trace, cls.cue)
        yield KeyRow((keys.HELP,), id="footer").data_bind(cls.look, cls.words)
        yield TooSmall(id="small").data_bind(cls.look, cls.trace, cls.cursor)

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

    # What a lab gives

    def _parts(self) -> ComposeResult:
        """The widgets between title and timeline."""
        raise NotImplementedError

    def _arrangement(self, size: Size) -> Arrangement:
        """Where every part stands on a screen of that size."""
        raise NotImplementedError

    def _arranged_by(self) -> Hashable:
        """What the arrangement depends on besides the size and the panel."""
        return len(self.session.trace.runs)

    def _placed(self, places: Places) -> None:
        """The parts stand somewhere else, or are of another size."""

    def _follow(self, session: S) -> None:
        """Takes what is the lab's own to a session."""
        self._catch_up(session.cursor)

    def _read_numbers(self) -> None:
        """Takes numbers, but no curves, to where the picture is; `reading` says where that is."""
        self.reading = self.session.cursor

    def _footer(self) -> keys.Words:
        """The keys of the present mode, the most wanted first."""
        raise NotImplementedError

    def _guide(self, signs: Signs) -> Sequence[Section]:
        """What the help says."""
        raise NotImplementedError

    # Down: what the widgets show

    def _show(self, session: S) -> None:
        """Hands the session down; widgets hear only of what has changed."""
        started = session.playing and not self.session.playing
        self.session = session
        self.scenario = session.trace.scenario
        self.edited = session.trace.scenario.document != self._file
        self.trace = session.trace
        self.scene = Scene.of(session)
        self._follow(session)
        self.cursor = session.cursor
        self.cue = session.cue
        self.speed = session.speed
        self.playing = session.playing
        if session.panel != self.panel or self._arranged_by() != self._arranged_for:
            self.panel = session.panel
            self._arrange(self.size)
        self.words = self._footer()
        self._run_timer(session, started=started)

    def _catch_up(self, at: int, *, anew: bool = False) -> None:
        """Numbers and curves follow a picture that is at a step.

        While it plays, curves come a frame after the numbers; else all comes with the frame after
        the picture, which answers a key at once. `anew` tells that numbers are others although the
        step may be the same.
        """
        if self.session.playing:
            if self.drawn != self.reading:
                self.drawn = self.reading
            elif (anew or at != self.reading) and self._pace.reads():
                self._read_numbers()
        elif at in (self.reading, self.cursor):
            self._read()
        else:
            self.after_frame(self._read)

    def _read(self) -> None:
        """Takes all numbers and curves to where the picture is."""
        self._read_numbers()
        self.drawn = self.reading

    def _arrange(self, size: Size) -> None:
        """Puts every part at its place on a screen of that size."""
        self._arranged_for = self._arranged_by()
        arranged = self._arrangement(size)
        self._put(arranged.places)
        self._placed(arranged.places)
        for line in self.query(OneLine):
            line.alone = "timeline" not in arranged.places
        self.panels = arranged.panels
        self.words = self._footer()

    def _put(self, places: Places) -> None:
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

    # Changes of the scenario

    def _edit(self, document: Document) -> None:
        """The same scenario under other conditions, solved anew; what is wrong with it is told."""
        try:
            scenario = resolve(document)
        except ScenarioError as error:
            fault = error.faults[0]
            self.warn(f"{fault.key}: {fault.message}")
            return
        trace = self.SOLVING.beginning(scenario)
        self._solving.stop()
        self._show(self.session.edited(trace))
        if not trace.complete:  # else kernels would only draw the same once more
            self._solve()

    # Up: what the widgets and the solver tell

    def _solve(self) -> None:
        """Begins to solve the session's scenario behind the screen."""
        self._solving.start(partial(self.SOLVING.solve, self.session.trace.scenario))

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

    def action_edit(self, name: str) -> None:
        try:
            document = self.EDITS[name](self.session)
        except RefusedError as reason:
            self.warn(str(reason))
        else:
            self._edit(document)

    def action_restore(self) -> None:
        self._edit(self._file)

    def action_next_panel(self) -> None:
        self._open_panel(self.panel + 1)

    def _open_panel(self, panel: int) -> None:
        if self.panels:
            self._show(self.session.with_panel(panel % len(self.panels)))
