"""The network lab: decision regions side by side, what is inside of the networks, and curves."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section
from tuiopt.app.keys import Words
from tuiopt.app.screens.arrangement import Arrangement
from tuiopt.app.screens.lab_screen import LabScreen, Solver
from tuiopt.app.work.jobs import Job, Jobs
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen import solving
from tuiopt.labs.network.screen.arrangement import arrange
from tuiopt.labs.network.screen.draw.curves.history import Quantity
from tuiopt.labs.network.screen.guide import networks
from tuiopt.labs.network.screen.keys import NETWORK_FOOTER, NETWORK_TABLES
from tuiopt.labs.network.screen.networks import Networks
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
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.signs import Signs

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
    SESSION = NetworkSession
    SOLVING: ClassVar[Solver] = solving

    networks: reactive[Networks | None] = reactive(None, repaint=False)
    looked: reactive[Networks | None] = reactive(None, repaint=False)
    hidden_layer: reactive[int] = reactive(1, repaint=False)
    unit: reactive[int] = reactive(1, repaint=False)
    sample: reactive[int] = reactive(1, repaint=False)
    quantity: reactive[Quantity] = reactive("loss", repaint=False)

    def __init__(self, scenario: NetworkScenario, look: Look) -> None:
        super().__init__(scenario, look)
        self._viewing: Jobs[Seen] = Jobs(self.post, self._viewed, self.warn)
        self._sight: Sight | None = None

    def _parts(self) -> ComposeResult:
        cls = NetworkScreen
        yield DecisionMaps(id="maps").data_bind(cls.look, cls.networks)
        yield LayersPanel(id="layers").data_bind(cls.look, cls.hidden_layer, networks=cls.looked)
        yield NetworkLine(id="line").data_bind(cls.look, cls.scene, cls.cursor)
        yield NetworkRuns(id="runs").data_bind(cls.look, cls.scene, cursor=cls.drawn)
        yield TrainingCurves(id="curves").data_bind(
            cls.look, cls.scene, cls.quantity, cursor=cls.drawn
        )
        yield NormCard(id="norm").data_bind(
            cls.look, cls.hidden_layer, cls.unit, cls.sample, networks=cls.looked
        )
        yield SoftmaxCard(id="softmax").data_bind(cls.look, cls.sample, networks=cls.looked)
        yield CountsCard(id="parameters").data_bind(cls.look, networks=cls.looked)

    def on_unmount(self) -> None:
        self._viewing.stop()

    def _viewed(self, seen: Seen) -> None:
        sight, views = seen
        # Those of a scenario that is gone do not fit the runs that are shown now.
        if views and sight.trace.scenario is self.session.trace.scenario:
            self._seen(sight, views)
        if views or sight != self._wanted(self.session):  # which may be elsewhere by now
            self._see(self.session)

    def _follow(self, session: NetworkSession) -> None:
        assert self.scene is not None
        # Views that are still on their way hold up nothing else.
        if self.networks is not None:
            self.networks = self.networks.within(self.scene)
        if self.looked is not None:
            self.looked = self.looked.within(self.scene)
        self._see(session)
        self.quantity = "error" if session.errors else "loss"

    def _wanted(self, session: NetworkSession) -> Sight:
        return Sight(session.trace, session.cursor, session.training, session.size)

    def _see(self, session: NetworkSession) -> None:
        """Takes everything to the cursor: at once, or by a thread where much is trained again."""
        sight = self._wanted(session)
        if sight == self._sight:
            assert self.networks is not None
            self._seen(sight, self.networks.views)
        elif self._viewing.busy:
            pass  # what it brings is shown first; then comes what is asked for by that time
        elif sight.quick:
            self._seen(sight, sight.views())
        else:
            self._viewing.start(partial(look, sight))

    def _seen(self, sight: Sight, views: tuple[View, ...]) -> None:
        """Maps come first; numbers and curves follow, in turns while it plays."""
        assert self.scene is not None
        self._sight = sight
        self.networks = Networks.of(views, self.scene)
        session = self.session
        wanted = (self.networks, session.layer, session.unit, session.sample)
        shown = (self.looked, self.hidden_layer, self.unit, self.sample)
        self._catch_up(sight.cursor, anew=shown != wanted)

    def _read_numbers(self) -> None:
        """Takes layers and cards to where the maps are."""
        session = self.session
        self.hidden_layer, self.unit, self.sample = session.layer, session.unit, session.sample
        self.looked = self.networks
        if self._sight is not None:
            self.reading = self._sight.cursor

    def _arrangement(self, size: Size) -> Arrangement:
        return arrange(*size, len(self.session.trace.runs), self.panel)

    def _footer(self) -> Words:
        return NETWORK_FOOTER

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
        if self.networks is not None:  # else they are still on their way
            view = self.networks.views[self.networks.selected]
            self.app.push_screen(CheckScreen(self.look, view))
