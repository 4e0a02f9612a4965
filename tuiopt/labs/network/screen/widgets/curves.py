"""Losses or errors of the networks over the epochs."""

from __future__ import annotations

from textual.reactive import reactive

from tuiopt.app.draw.chart.cells import Codes, Inks
from tuiopt.app.draw.chart.epochs import Epochs
from tuiopt.app.draw.chart.plot import Place, cut
from tuiopt.app.draw.chart.steps import Steps
from tuiopt.app.draw.line import heading
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.chart import RunsChart
from tuiopt.app.widgets.rows import Row
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.screen.draw.curves.area import NOTHING, Area
from tuiopt.labs.network.screen.draw.curves.dots import curves, put_batches
from tuiopt.labs.network.screen.draw.curves.ends import Tip, put_tips
from tuiopt.labs.network.screen.draw.curves.history import History, Quantity
from tuiopt.labs.network.solve.standing import has_dev
from tuiopt.labs.network.solve.trace import BATCH_LOSS, NetworkTrace

TITLES: dict[Quantity, str] = {"loss": "Loss", "error": "Error"}

HEADING = 4
"""Cells of the heading besides its title and its facts."""


class TrainingCurves(RunsChart[NetworkTrace]):
    """Every run that is not hidden: train as a line, dev dotted, at the ends of its epochs.

    Behind them are the losses of the selected run's batches. A run that stopped early has its sign
    at its best epoch.
    """

    quantity: reactive[Quantity] = reactive("loss", repaint=False)

    def chart(
        self, inks: Inks, trace: NetworkTrace, cursor: int, place: Place, steps: Steps
    ) -> list[Row]:
        assert isinstance(steps, Epochs)
        epoch, quantity = steps.complete(cursor), self.quantity
        shown = tuple(i for i in range(len(trace.runs)) if i not in self.hidden)
        key = (trace, shown, steps.window, quantity)
        history = self.kept("history", key, lambda: History(trace, shown, steps.epochs, quantity))
        axis = history.scale(epoch)
        area = Area(inks, place, steps, axis or NOTHING)
        what = (history, area, self.selected, self.slots)
        empty, behind = self.kept("behind", what, lambda: self._behind(trace, history, area))
        look = inks.look
        ink = ord(look.signs.vertical) + inks.ink(look.palette.faint)
        cells = cut(place, empty, behind, area.column(cursor), ink)
        if axis is not None:
            drawn = self.kept(
                "curves",
                (*what, epoch),
                lambda: curves(area, history, self.slots, self.selected, epoch),
            )
            plot = place.inside(cells)
            plot[drawn > 0] = drawn[drawn > 0]
            put_tips(cells, empty, area, history, cursor, self._tips(trace, shown, cursor))
        title = TITLES[quantity]
        room = place.width - len(title) - HEADING
        facts = _facts(look, area, room, dev=has_dev(trace.scenario), quantity=quantity)
        return [heading(look, place.width, title, facts), *inks.rows(cells)]

    def _behind(self, trace: NetworkTrace, history: History, area: Area) -> tuple[Codes, Codes]:
        """The cells without any curve, and with the losses of batches over the whole window."""
        empty = area.empty(trace.scenario)
        behind = empty.copy()
        if self.quantity == "loss" and self.selected in history.train:
            losses = trace.runs[self.selected].by_step(BATCH_LOSS, area.steps.window)
            color = area.inks.look.palette.runs[self.slots[self.selected]]
            put_batches(behind, area, losses, color)
        return empty, behind

    def _tips(self, trace: NetworkTrace, shown: tuple[int, ...], cursor: int) -> list[Tip]:
        """The runs at the cursor, the selected one first: its sign has to be there."""
        order = sorted(shown, key=lambda i: i != self.selected)
        runs = ((i, trace.runs[i]) for i in order)
        return [
            Tip(i, run, self.slots[i], i == self.selected, run.epoch(run.at(cursor)))
            for i, run in runs
        ]


def _facts(look: Look, area: Area, room: int, *, dev: bool, quantity: Quantity) -> str:
    """What the curves are, and what the vertical axis is."""
    kind = "log scale" if area.axis.log else "linear scale"
    axis, noise = (kind, "faint: batches  ") if quantity == "loss" else ("in %", "")
    line, dots = (
        (".", ":") if look.signs.ascii_only else (2 * look.signs.line, 2 * look.signs.dotted)
    )
    legend = f"{line} train  {dots} dev  " if dev else ""
    return widest(look, (f"{noise}{legend}{axis}", f"{legend}{axis}", axis), room)
