"""The network lab: decision regions side by side, what is inside of the networks, and curves."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive

from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section
from tuiopt.app.keys import HELP
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.app.widgets.bars import TitleBar
from tuiopt.app.widgets.cue import CueText
from tuiopt.app.widgets.frame import KeyRow
from tuiopt.app.widgets.small import TooSmall
from tuiopt.app.widgets.tabs import Tabs
from tuiopt.app.widgets.timeline import Timeline
from tuiopt.app.work.jobs import Job, Jobs
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen.arrangement import arrange
from tuiopt.labs.network.screen.draw.curves.history import Quantity
from tuiopt.labs.network.screen.guide import networks
from tuiopt.labs.network.screen.keys import NETWORK, NETWORK_FOOTER, NETWORK_TABLES
from tuiopt.labs.network.screen.solving import solve
from tuiopt.labs.network.screen.viewing import Sight
from tuiopt.labs.network.screen.widgets.counts_card import CountsCard
from tuiopt.labs.network.screen.widgets.curves import TrainingCurves
from tuiopt.labs.network.screen.widgets.decision_maps import DecisionMaps
from tuiopt.labs.network.screen.widgets.layers_panel import LayersPanel
from tuiopt.labs.network.screen.widgets.line import NetworkLine
from tuiopt.labs.network.screen.widgets.norm_card import NormCard
from tuiopt.labs.network.screen.widgets.runs import NetworkRuns
from tuiopt.labs.network.screen.widgets.softmax_card import SoftmaxCard
from tuiopt.labs.network.session import NetworkSession
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import beginning
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.signs import Signs
from tuiopt.picture.slots import run_slots

Seen: TypeAlias = tuple[Sight, tuple[View, ...]]
"""The networks at a step, that took a thread; without views where that failed."""


def look(sight: Sight, job: Job[Seen]) -> Seen:
    """The views of a sight; other sights may go well where one fails."""
    try:
        return sight, sight.views()
    except Exception as error:
        job.warn(f"the networks cannot be shown here: {error}".splitlines()[0])
        return sight, ()


class NetworkScreen(LabScreen[NetworkSession]):
    """Maps and numbers of a step are made of its views, one a run; curves come from the trace."""

    TABLES = NETWORK_TABLES
    BINDINGS: ClassVar[list[BindingType]] = [key.binding for key in NETWORK]

    scenario: reactive[NetworkScenario | None] = reactive(None, repaint=False)
    trace: reactive[NetworkTrace | None] = reactive(None, repaint=False)
    views: reactive[tuple[View, ...]] = reactive((), repaint=False)
    looked: reactive[tuple[View, ...]] = reactive((), repaint=False)
    hidden_layer: reactive[int] = reactive(1, repaint=False)
    unit: reactive[int] = reactive(1, repaint=False)
    sample: reactive[int] = reactive(1, repaint=False)
    quantity: reactive[Quantity] = reactive("loss", repaint=False)

    def __init__(self, scenario: NetworkScenario, look: Look) -> None:
        super().__init__(NetworkSession.begin(beginning(scenario)), look)
        self._viewing: Jobs[Seen] = Jobs(self.post, self._viewed, self.warn)
        self._sight: Sight | None = None
        self._inside = 0

    def compose(self) -> ComposeResult:
        cls = NetworkScreen
        yield TitleBar(id="title").data_bind(cls.look, cls.scenario, cls.edited)
        yield DecisionMaps(id="maps").data_bind(
            cls.look, cls.views, cls.slots, cls.selected, cls.hidden
        )
        yield LayersPanel(id="layers").data_bind(
            cls.look, cls.slots, cls.selected, cls.hidden, cls.hidden_layer, views=cls.looked
        )
        yield NetworkLine(id="line").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cls.cursor
        )
        yield NetworkRuns(id="runs").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cursor=cls.drawn
        )
        yield TrainingCurves(id="curves").data_bind(
            cls.look, cls.trace, cls.slots, cls.hidden, cls.selected, cls.quantity, cursor=cls.drawn
        )
        yield NormCard(id="norm").data_bind(
            cls.look,
            cls.slots,
            cls.selected,
            cls.hidden_layer,
            cls.unit,
            cls.sample,
            views=cls.looked,
        )
        yield SoftmaxCard(id="softmax").data_bind(
            cls.look, cls.slots, cls.selected, cls.sample, views=cls.looked
        )
        yield CountsCard(id="parameters").data_bind(
            cls.look, cls.slots, cls.selected, views=cls.looked
        )
        yield Tabs(id="tabs").data_bind(cls.look, cls.panel, names=cls.panels)
        yield Timeline(id="timeline").data_bind(
            cls.look, cls.trace, cls.playing, cls.speed, cls.cursor
        )
        yield CueText(id="cue").data_bind(cls.look, cls.trace, cls.cue)
        yield KeyRow((HELP,), id="footer").data_bind(cls.look, cls.words)
        yield TooSmall(id="small").data_bind(cls.look, cls.trace, cls.cursor)

    def on_unmount(self) -> None:
        self._viewing.stop()

    def _solve(self) -> None:
        self._solving.start(partial(solve, self.session.trace.scenario))

    def _viewed(self, seen: Seen) -> None:
        sight, views = seen
        if views:
            self._seen(sight, views)
        if views or sight != self._wanted(self.session):  # which may be elsewhere by now
            self._see(self.session)

    def _show(self, session: NetworkSession) -> None:
        started = session.playing and not self.session.playing
        self.session = session
        scenario = session.trace.scenario
        self.slots = tuple(run_slots([run.kind for run in scenario.runs]))
        self.scenario = scenario
        self.hidden = session.hidden
        self.selected = session.selected
        self.trace = session.trace
        self._see(session)
        self.quantity = "error" if session.errors else "loss"
        self.cursor = session.cursor
        self.cue = session.cue
        self.speed = session.speed
        self.playing = session.playing
        if session.panel != self.panel:
            self.panel = session.panel
            self._arrange(self.size)
        self.words = NETWORK_FOOTER
        self._run_timer(session, started=started)

    def _wanted(self, session: NetworkSession) -> Sight:
        return Sight(session.trace, session.cursor, session.training, session.size)

    def _see(self, session: NetworkSession) -> None:
        """Takes everything to the cursor: at once, or by a thread where much is trained again."""
        sight = self._wanted(session)
        if sight == self._sight:
            self._seen(sight, self.views)
        elif self._viewing.busy:
            pass  # what it brings is shown first; then comes what is asked for by that time
        elif sight.quick:
            self._seen(sight, sight.views())
        else:
            self._viewing.start(partial(look, sight))

    def _seen(self, sight: Sight, views: tuple[View, ...]) -> None:
        """Maps come first; numbers and curves follow, in turns while it plays."""
        self._sight, self.views = sight, views
        if self.session.playing:
            if self.drawn != self._inside:
                self.drawn = self._inside
            elif self._pace.reads():
                self._look_inside()
        elif sight.cursor in (self.drawn, self.cursor):
            self._read()
        else:  # the maps answer a key at once, the rest comes with the next frame
            self.after_frame(self._read)

    def _read(self) -> None:
        """Takes all numbers and curves to where the maps are."""
        self._look_inside()
        self.drawn = self._inside

    def _look_inside(self) -> None:
        """Takes layers and cards to where the maps are."""
        session = self.session
        self.hidden_layer, self.unit, self.sample = session.layer, session.unit, session.sample
        self.looked = self.views
        if self._sight is not None:
            self._inside = self._sight.cursor

    def _arrange(self, size: Size) -> None:
        runs = len(self.session.trace.runs)
        arranged = arrange(*size, runs, self.panel)
        self._put(arranged.places)
        self.query_one(NetworkLine).alone = "timeline" not in arranged.places
        self.panels = arranged.panels

    # Keys

    def _guide(self, signs: Signs) -> list[Section]:
        run = self.session.trace.scenario.runs[self.session.selected]
        return networks(signs, run.optimizer)

    def action_epoch(self, epochs: int) -> None:
        self._show(self.session.epoch(epochs))

    def action_layer(self, layers: int) -> None:
        self._show(self.session.to_layer(layers))

    def action_unit(self, units: int) -> None:
        self._show(self.session.to_unit(units))

    def action_sample(self, samples: int) -> None:
        self._show(self.session.to_sample(samples))

    def action_mode(self) -> None:
        self._show(self.session.switch_mode())

    def action_cut(self) -> None:
        self._show(self.session.cut())

    def action_curves(self) -> None:
        self._show(self.session.switch_curves())

    def action_check(self) -> None:
        from tuiopt.labs.network.screen.check_screen import CheckScreen

        assert self.look is not None
        if self.views:  # else they are still on their way
            self.app.push_screen(CheckScreen(self.look, self.views[self.session.selected]))
