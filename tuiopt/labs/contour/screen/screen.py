"""The contour lab: a race on a map, with the numbers beside it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.relief import relief
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt.app.guide import Section
from tuiopt.app.keys import HELP
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.app.widgets.axes import AxisX, AxisY
from tuiopt.app.widgets.bars import TitleBar
from tuiopt.app.widgets.cue import CueText
from tuiopt.app.widgets.frame import KeyRow
from tuiopt.app.widgets.small import TooSmall
from tuiopt.app.widgets.tabs import Tabs
from tuiopt.app.widgets.timeline import Timeline
from tuiopt.labs.contour.edits import RefusedError, other_convention, start_at
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.screen.arrangement import arrange
from tuiopt.labs.contour.screen.draw.map.arrow import UPDATE, Arrow, arrows
from tuiopt.labs.contour.screen.guide import race
from tuiopt.labs.contour.screen.keys import (
    CROSS,
    CROSS_FOOTER,
    FOLDED_FOOTER,
    RACE,
    RACE_FOOTER,
    RACE_TABLES,
)
from tuiopt.labs.contour.screen.solving import first_steps, solve
from tuiopt.labs.contour.screen.widgets.averages import AveragesChart
from tuiopt.labs.contour.screen.widgets.card import StepCard
from tuiopt.labs.contour.screen.widgets.heading import MapHeading
from tuiopt.labs.contour.screen.widgets.loss import LossChart
from tuiopt.labs.contour.screen.widgets.map import MapView
from tuiopt.labs.contour.screen.widgets.rates import RatesChart
from tuiopt.labs.contour.screen.widgets.runs import RunsLine, RunsTable
from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.card import declared
from tuiopt.labs.contour.solve.field import field
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.signs import Signs
from tuiopt.picture.slots import run_slots
from tuiopt.scenario.document import Document
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import resolve
from tuiopt.scenario.model import Box, Point

PAN = 0.1
"""The share of the view's width and height by which a key moves it."""


class ContourScreen(LabScreen[ContourSession]):
    """A map, numbers beside it, curves below."""

    TABLES = RACE_TABLES
    BINDINGS: ClassVar[list[BindingType]] = [
        key.binding for table in (CROSS, RACE) for key in table
    ]

    scenario: reactive[ContourScenario | None] = reactive(None, repaint=False)
    trace: reactive[ContourTrace | None] = reactive(None, repaint=False)
    reading: reactive[int] = reactive(0, repaint=False)
    inside: reactive[int | None] = reactive(None, repaint=False)
    view: reactive[Box | None] = reactive(None, repaint=False)
    cross: reactive[Point | None] = reactive(None, repaint=False)
    pointer: reactive[Point | None] = reactive(None, repaint=False)
    arrows: reactive[tuple[Arrow, ...]] = reactive((), repaint=False)
    grown: reactive[float] = reactive(1.0, repaint=False)
    cells: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    active: reactive[str] = reactive("heading", repaint=False)

    def __init__(self, scenario: ContourScenario, look: Look) -> None:
        super().__init__(ContourSession.begin(first_steps(scenario)), look)
        self._file = scenario.document
        self._hovered: Point | None = None
        self._arranged_for = _parts(scenario)

    def compose(self) -> ComposeResult:
        cls = ContourScreen
        yield TitleBar(id="title").data_bind(cls.look, cls.scenario, cls.edited)
        yield MapHeading(id="heading").data_bind(
            cls.look, cls.scenario, cls.view, cls.cells, cls.arrows, cls.pointer, cls.active
        )
        yield AxisY(id="axis-y").data_bind(cls.look, cls.view, cls.cross)
        yield MapView().data_bind(
            cls.look,
            cls.trace,
            cls.slots,
            cls.hidden,
            cls.selected,
            cls.view,
            cls.arrows,
            cls.grown,
            cls.cross,
            cls.cursor,
        )
        yield AxisX(id="axis-x").data_bind(cls.look, cls.view, cls.cross)
        yield RunsLine(id="line").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cls.cursor
        )
        yield RunsTable(id="runs").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cursor=cls.reading
        )
        yield LossChart(id="loss").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cursor=cls.drawn
        )
        yield RatesChart(id="rates").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cursor=cls.drawn
        )
        for chart in (AveragesChart("x", id="averages-x"), AveragesChart("y", id="averages-y")):
            yield chart.data_bind(cls.look, cls.trace, cls.slots, cls.selected, cursor=cls.drawn)
        yield StepCard(id="card").data_bind(
            cls.look, cls.trace, cls.slots, cls.selected, cls.inside, cls.active, cursor=cls.drawn
        )
        yield Tabs(id="tabs").data_bind(cls.look, cls.panel, names=cls.panels)
        yield Timeline(id="timeline").data_bind(
            cls.look, cls.trace, cls.inside, cls.playing, cls.speed, cls.cursor
        )
        yield CueText(id="cue").data_bind(cls.look, cls.trace, cls.cue)
        yield KeyRow((HELP,), id="footer").data_bind(cls.look, cls.words)
        yield TooSmall(id="small").data_bind(cls.look, cls.trace, cls.cursor)

    # Down: what the widgets show

    def _show(self, session: ContourSession) -> None:
        """Hands the session down; widgets hear only of what has changed."""
        started = session.playing and not self.session.playing
        self.session = session
        scenario = session.trace.scenario
        # In an order in which no widget hears of a run that its trace does not have.
        self.inside = session.inside
        self.selected = session.selected
        self.hidden = session.hidden
        slots = tuple(run_slots([run.kind for run in scenario.runs]))
        if len(slots) > len(self.slots):
            self.slots = slots
        self.scenario = scenario
        self.trace = session.trace
        self.slots = slots
        self.edited = scenario.document != self._file
        if session.view != self.view:
            self.view = session.view
            self._make_relief()
        self.cross = session.cross
        self.pointer = session.cross or self._hovered
        if session.playing:
            if self.drawn != self.reading:  # card and curves a frame after the table
                self.drawn = self.reading
            elif session.cursor != self.reading and self._pace.reads():
                self._read_numbers()
        elif session.cursor in (self.reading, self.cursor):
            self._read()
        else:  # the map answers a key at once, numbers and curves with the next frame
            self.after_frame(self._read)
        if session.underway or self.grown < 1.0:
            self.arrows = self._arrows()
        self.grown = session.underway or 1.0
        self.cursor = session.cursor
        self.cue = session.cue
        self.speed = session.speed
        self.playing = session.playing
        if session.panel != self.panel or _parts(scenario) != self._arranged_for:
            self.panel = session.panel
            self._arrange(self.size)
        self._say_keys()
        self._run_timer(session, started=started)

    def _read(self) -> None:
        """Takes arrows, numbers and curves to where the map is."""
        self._read_numbers()
        self.drawn = self.reading

    def _read_numbers(self) -> None:
        self.arrows = self._arrows()
        self.reading = self.session.cursor

    def _arrows(self) -> tuple[Arrow, ...]:
        """What the selected run's step did, or the one does that is being made; hidden runs have
        none."""
        session = self.session
        if not all(self.cells) or session.selected in session.hidden:
            return ()
        run = session.trace.runs[session.selected]
        line = UPDATE if session.underway else None
        if session.inside is not None:
            line = declared(run.setup)[session.inside - 1].name
        return arrows(Viewport(session.view, *self.cells), run, session.cursor, line)

    def _make_relief(self) -> None:
        """The still part of the map for its size and its view."""
        columns, rows = self.cells
        if columns and rows:
            problem, view = self.session.trace.scenario.problem, self.session.view
            values = field(problem, view, columns * DOTS_X, rows * DOTS_Y)
            made = relief(values, problem.surface.levels, view)
            self.query_one(MapView).relief = made

    def _say_keys(self) -> None:
        """The keys of the present mode, and the panel that they act on."""
        if self.session.cross is not None:
            self.words = CROSS_FOOTER
        else:
            self.words = FOLDED_FOOTER if self.panels else RACE_FOOTER
        inside = self.session.inside is not None and self.session.cross is None
        self.active = "card" if inside and self.query_one(StepCard).display else "heading"

    # Up: what the widgets and the solver tell

    def _solve(self) -> None:
        self._solving.start(partial(solve, self.session.trace.scenario))

    @on(MapView.Pointed)
    def _pointed(self, message: MapView.Pointed) -> None:
        self._hovered = message.point
        self.pointer = self.session.cross or message.point

    @on(MapView.Chosen)
    def _chosen(self, message: MapView.Chosen) -> None:
        self._start_at(message.point)

    @on(MapView.Zoomed)
    def _zoomed(self, message: MapView.Zoomed) -> None:
        self._show(self.session.zoom(message.steps, message.point))

    @on(MapView.Dragged)
    def _dragged(self, message: MapView.Dragged) -> None:
        columns, rows = self.cells
        self._show(self.session.pan(-message.columns / columns, message.rows / rows))

    def _arrange(self, size: Size) -> None:
        runs, scheduled = self._arranged_for = _parts(self.session.trace.scenario)
        arranged = arrange(*size, runs, self.panel, scheduled=scheduled)
        self._put(arranged.places)
        if (place := arranged.places.get("map")) is not None and place.size != self.cells:
            self.cells = place.size
            self._make_relief()
            self.arrows = self._arrows()
        self.query_one(RunsLine).alone = "timeline" not in arranged.places
        self.panels = arranged.panels
        self._say_keys()

    # Changes of the scenario

    def _edit(self, document: Document) -> None:
        """The same race under other conditions, solved anew; what is wrong with them is told."""
        try:
            scenario = resolve(document)
        except ScenarioError as error:
            fault = error.faults[0]
            self.warn(f"{fault.key}: {fault.message}")
            return
        assert isinstance(scenario, ContourScenario)
        trace = first_steps(scenario)
        self._solving.stop()
        self._show(self.session.edited(trace))
        if not trace.complete:  # else kernels would only draw the same once more
            self._solve()

    def _start_at(self, point: Point) -> None:
        self._edit(start_at(self.session.trace.scenario.document, point))

    # Keys

    def _guide(self, signs: Signs) -> list[Section]:
        run = self.session.trace.scenario.runs[self.session.selected]
        return race(signs, run.optimizer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The cross-hair's keys are its own while it is out."""
        if action in ("move_cross", "start_at_cross", "leave_cross"):
            return self.session.cross is not None
        return True

    def action_deeper(self) -> None:
        self._show(self.session.deeper())

    def action_back_inside(self) -> None:
        self._show(self.session.back_inside())

    def action_zoom(self, steps: int) -> None:
        self._show(self.session.zoom(steps))

    def action_pan(self, right: int, up: int) -> None:
        self._show(self.session.pan(PAN * right, PAN * up))

    def action_reset_view(self) -> None:
        self._show(self.session.reset_view())

    def action_cross(self) -> None:
        self._show(self.session.toggle_cross())

    def action_leave_cross(self) -> None:
        self.action_cross()

    def action_move_cross(self, columns: int, rows: int) -> None:
        across, down = self.cells
        if across and down:
            self._show(self.session.move_cross(columns / across, rows / down))

    def action_start_at_cross(self) -> None:
        if self.session.cross is not None:
            self._start_at(self.session.cross)

    def action_convention(self) -> None:
        scenario = self.session.trace.scenario
        labels = [run.label for run in scenario.runs]
        try:
            document = other_convention(scenario.document, self.session.selected, labels)
        except RefusedError as reason:
            self.warn(str(reason))
        else:
            self._edit(document)

    def action_restore(self) -> None:
        self._edit(self._file)
        self._show(self.session.reset_view())


def _parts(scenario: ContourScenario) -> tuple[int, bool]:
    """What the arrangement depends on: how many runs there are, whether one has a schedule."""
    return len(scenario.runs), any(run.scheduling is not None for run in scenario.runs)
