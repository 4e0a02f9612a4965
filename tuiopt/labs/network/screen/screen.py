"""The network lab: decision regions side by side, what is inside of the networks, and curves."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from tuiopt.app.background.jobs import Job, Jobs
from tuiopt.app.draw.look import Look
from tuiopt.app.guide import Section
from tuiopt.app.keys import Words
from tuiopt.app.screens.arrangement import Arrangement, Places
from tuiopt.app.screens.lab_screen import LabScreen, Solver
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen import solving
from tuiopt.labs.network.screen.arrangement import arrange
from tuiopt.labs.network.screen.draw.curves.history import Quantity
from tuiopt.labs.network.screen.draw.maps.sheet import Sheet, Sheets
from tuiopt.labs.network.screen.guide import networks
from tuiopt.labs.network.screen.keys import NETWORK_FOOTER, NETWORK_TABLES
from tuiopt.labs.network.screen.networks import Maps, Networks
from tuiopt.labs.network.screen.viewing import Seen, Sight
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
from tuiopt.picture.signs import Signs


def look(sight: Sight, before: Seen | None, job: Job[Seen]) -> Seen:
    """What there is to see, spreads included; other sights may go well where one fails."""
    try:
        seen = sight.seen(before)
        for view in seen.views:
            _ = view.spreads  # or the first who reads them would wait
    except Exception as error:
        job.warn(f"the networks cannot be shown here: {error}".splitlines()[0])
        return Seen(sight)
    return seen


class NetworkScreen(LabScreen[NetworkSession]):
    """Maps and numbers of a step are made of what is seen at it; curves come from the trace."""

    TABLES = NETWORK_TABLES
    SESSION = NetworkSession
    SOLVING: ClassVar[Solver] = solving

    networks: reactive[Networks | None] = reactive(None, repaint=False)
    maps: reactive[Maps | None] = reactive(None, repaint=False)
    looked: reactive[Networks | None] = reactive(None, repaint=False)
    hidden_layer: reactive[int] = reactive(1, repaint=False)
    unit: reactive[int] = reactive(1, repaint=False)
    sample: reactive[int] = reactive(1, repaint=False)
    quantity: reactive[Quantity] = reactive("loss", repaint=False)

    def __init__(self, scenario: NetworkScenario, look: Look) -> None:
        super().__init__(scenario, look)
        self._viewing: Jobs[Seen] = Jobs(self.post, self._viewed, self.warn)
        self._shown: Seen | None = None
        self._sheets = Sheets()
        self._room = Size(0, 0)

    def _parts(self) -> ComposeResult:
        cls = NetworkScreen
        yield DecisionMaps(id="maps").data_bind(cls.look, cls.maps)
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
        # Those of a scenario that is gone do not fit the runs that are shown now.
        if seen.views and seen.sight.trace.scenario is self.session.trace.scenario:
            self._seen(seen)
        if seen.views or seen.sight != self._wanted():  # which may be elsewhere by now
            self._see()

    def _follow(self, session: NetworkSession) -> None:
        assert self.scene is not None
        # Views that are still on their way hold up nothing else.
        if self.networks is not None:
            self.networks = self.networks.within(self.scene)
            self._draw_maps()
        if self.looked is not None:
            self.looked = self.looked.within(self.scene)
        self._see()
        self.quantity = "error" if session.errors else "loss"

    def _wanted(self) -> Sight:
        session = self.session
        sheet = self._sheet(session.trace, session.cursor)
        windows = tuple(zip(sheet.runs, sheet.windows, strict=True))
        return Sight(session.trace, session.cursor, session.training, session.size, windows)

    def _sheet(self, trace: NetworkTrace, cursor: int) -> Sheet:
        """The maps at a step, of the runs that are to be shown now."""
        session = self.session
        stages = [run.stage(run.at(cursor)) for run in trace.runs]
        every = [stage.data for run in trace.runs for stage in run.setup.stages]
        return self._sheets.sheet(stages, every, session.selected, session.hidden, self._room)

    def _see(self) -> None:
        """Takes everything to the cursor: at once, or by a thread where there is much to make."""
        sight, shown = self._wanted(), self._shown
        if shown is not None and sight == shown.sight:
            self._seen(shown)
        elif self._viewing.busy:
            pass  # what it brings is shown first; then comes what is asked for by that time
        elif sight.quick(shown):
            self._seen(sight.seen(shown))
        else:
            self._viewing.start(partial(look, sight, shown))

    def _seen(self, seen: Seen) -> None:
        """Maps come first; numbers and curves follow, in turns while it plays."""
        assert self.scene is not None
        self._shown = seen
        self.networks = Networks.of(seen.views, self.scene)
        self._draw_maps()
        session = self.session
        wanted = (self.networks, session.layer, session.unit, session.sample)
        shown = (self.looked, self.hidden_layer, self.unit, self.sample)
        self._catch_up(seen.sight.cursor, anew=shown != wanted)

    def _draw_maps(self) -> None:
        """Where something is missing for the maps that are to be shown, the old ones stay."""
        assert self.networks is not None
        assert self._shown is not None
        sight = self._shown.sight
        if sight.trace.scenario is self.session.trace.scenario:
            sheet = self._sheet(sight.trace, sight.cursor)
            if tuple(zip(sheet.runs, sheet.windows, strict=True)) == sight.windows:
                self.maps = Maps(self.networks, sheet, self._shown.regions)

    def _read_numbers(self) -> None:
        """Takes layers and cards to where the maps are."""
        session = self.session
        self.hidden_layer, self.unit, self.sample = session.layer, session.unit, session.sample
        self.looked = self.networks
        if self._shown is not None:
            self.reading = self._shown.sight.cursor

    def _arrangement(self, size: Size) -> Arrangement:
        return arrange(*size, len(self.session.trace.runs), self.panel)

    def _placed(self, places: Places) -> None:
        place = places.get("maps")
        room = Size(0, 0) if place is None else place.size
        if room != self._room:
            self._room = room
            self._see()

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
