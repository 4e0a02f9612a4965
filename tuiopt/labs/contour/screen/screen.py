"""The contour lab: a race on a map, with the numbers beside it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from tuiopt.app.background.jobs import Job, Jobs
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.relief import Relief
from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.guide import Section
from tuiopt.app.keys import Words
from tuiopt.app.screens.arrangement import Arrangement, Places
from tuiopt.app.screens.lab_screen import LabScreen, Solver
from tuiopt.app.widgets.axes import AxisX, AxisY
from tuiopt.labs.contour.edits import EDITS, start_at
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.screen import solving
from tuiopt.labs.contour.screen.arrangement import arrange
from tuiopt.labs.contour.screen.draw.map.arrow import UPDATE, Arrow, arrows
from tuiopt.labs.contour.screen.guide import race
from tuiopt.labs.contour.screen.keys import (
    CROSS_FOOTER,
    FOLDED_FOOTER,
    RACE_FOOTER,
    RACE_TABLES,
)
from tuiopt.labs.contour.screen.surveying import Survey
from tuiopt.labs.contour.screen.widgets.averages import AveragesChart
from tuiopt.labs.contour.screen.widgets.card import StepCard
from tuiopt.labs.contour.screen.widgets.heading import MapHeading
from tuiopt.labs.contour.screen.widgets.loss import LossChart
from tuiopt.labs.contour.screen.widgets.map import MapView
from tuiopt.labs.contour.screen.widgets.rates import RatesChart
from tuiopt.labs.contour.screen.widgets.runs import RunsLine, RunsTable
from tuiopt.labs.contour.session import ContourSession
from tuiopt.labs.contour.solve.card import declared
from tuiopt.picture.signs import Signs
from tuiopt.scenario.model import Box, Point

PAN = 0.1
"""The share of the view's width and height by which a key moves it."""


def made(survey: Survey, job: Job[tuple[Survey, Relief]]) -> tuple[Survey, Relief]:
    """The relief, and of what it is."""
    return survey, survey.relief()


class ContourScreen(LabScreen[ContourSession]):
    """A map, numbers beside it, curves below."""

    TABLES = RACE_TABLES
    EDITS = EDITS
    SESSION = ContourSession
    SOLVING: ClassVar[Solver] = solving

    view: reactive[Box | None] = reactive(None, repaint=False)
    relief: reactive[Relief | None] = reactive(None, repaint=False, always_update=True)
    cross: reactive[Point | None] = reactive(None, repaint=False)
    pointer: reactive[Point | None] = reactive(None, repaint=False)
    arrows: reactive[tuple[Arrow, ...]] = reactive((), repaint=False)
    grown: reactive[float] = reactive(1.0, repaint=False)
    cells: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    active: reactive[str] = reactive("heading", repaint=False)

    def __init__(self, scenario: ContourScenario, look: Look) -> None:
        super().__init__(scenario, look)
        self._hovered: Point | None = None
        self._has_card = False
        self._surveying: Jobs[tuple[Survey, Relief]] = Jobs(self.post, self._surveyed, self.warn)

    def _parts(self) -> ComposeResult:
        cls = ContourScreen
        yield MapHeading(id="heading").data_bind(
            cls.look, cls.scenario, cls.view, cls.cells, cls.arrows, cls.pointer, cls.active
        )
        yield AxisY(id="axis-y").data_bind(cls.look, cls.view, cls.cross)
        yield MapView().data_bind(
            cls.look,
            cls.scene,
            cls.relief,
            cls.view,
            cls.arrows,
            cls.grown,
            cls.cross,
            cls.cursor,
        )
        yield AxisX(id="axis-x").data_bind(cls.look, cls.view, cls.cross)
        yield RunsLine(id="line").data_bind(cls.look, cls.scene, cls.cursor)
        yield RunsTable(id="runs").data_bind(cls.look, cls.scene, cursor=cls.reading)
        for chart in (
            LossChart(id="loss"),
            RatesChart(id="rates"),
            AveragesChart("x", id="averages-x"),
            AveragesChart("y", id="averages-y"),
        ):
            yield chart.data_bind(cls.look, cls.scene, cursor=cls.drawn)
        yield StepCard(id="card").data_bind(
            cls.look, cls.scene, cls.inside, cls.active, cursor=cls.drawn
        )

    def on_unmount(self) -> None:
        self._surveying.stop()

    # Down: what the widgets show

    def _follow(self, session: ContourSession) -> None:
        self.inside = session.inside
        if session.view != self.view:
            self.view = session.view
            self._survey()
        self.cross = session.cross
        self.pointer = session.cross or self._hovered
        self._catch_up(session.cursor)
        if session.underway or self.grown < 1.0:
            self.arrows = self._arrows()
        self.grown = session.underway or 1.0

    def _read_numbers(self) -> None:
        self.arrows = self._arrows()
        super()._read_numbers()

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

    def _wanted(self) -> Survey:
        return Survey(self.session.trace.scenario.problem, self.session.view, *self.cells)

    def _survey(self) -> None:
        """Makes the still part of the map: at once, or by a thread, which the old map awaits."""
        survey = self._wanted()
        if not all(self.cells):
            return
        if survey.quick:
            self._surveying.stop()
            self.relief = survey.relief()
        elif not self._surveying.busy:  # else what it brings is compared with what is wanted then
            self._surveying.start(partial(made, survey))

    def _surveyed(self, result: tuple[Survey, Relief]) -> None:
        survey, self.relief = result
        if survey != self._wanted():
            self._survey()

    def _footer(self) -> Words:
        session = self.session
        inside = session.inside is not None and session.cross is None
        self.active = "card" if inside and self._has_card else "heading"
        if session.cross is not None:
            return CROSS_FOOTER
        return FOLDED_FOOTER if self.panels else RACE_FOOTER

    # Up: what the widgets and the solver tell

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

    def _arranged_by(self) -> tuple[int, bool]:
        runs = self.session.trace.scenario.runs
        return len(runs), any(run.scheduling is not None for run in runs)

    def _arrangement(self, size: Size) -> Arrangement:
        runs, scheduled = self._arranged_by()
        return arrange(*size, runs, self.panel, scheduled=scheduled)

    def _placed(self, places: Places) -> None:
        self._has_card = "card" in places
        if (place := places.get("map")) is not None and place.size != self.cells:
            self.cells = place.size
            self._survey()
            self.arrows = self._arrows()

    # Changes of the scenario

    def _start_at(self, point: Point) -> None:
        self._edit(start_at(self.session.trace.scenario.document, point))

    # Keys

    def _guide(self, signs: Signs) -> list[Section]:
        run = self.session.trace.scenario.runs[self.session.selected]
        return race(signs, run.optimizer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The cross-hair's keys are its own while it is out."""
        if action in ("move_cross", "leave_cross") or parameters == ("start_at_cross",):
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

    def action_restore(self) -> None:
        super().action_restore()
        self._show(self.session.reset_view())
