"""The maps of networks without a screen that computes what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.geometry import Size

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.network.screen.draw.maps.sheet import Sheets
from tuiopt.labs.network.screen.networks import Maps, Networks
from tuiopt.labs.network.screen.widgets.decision_maps import DecisionMaps
from tuiopt.labs.network.solve.regions import regions
from tuiopt.labs.network.solve.view import View


def networks(*views: View, **shown: Any) -> Networks:
    """All of them in the first slots, the first one selected, none hidden, if nothing is said."""
    given = {"slots": tuple(range(len(views))), "selected": 0, "hidden": frozenset(), **shown}
    return Networks(views, **given)


def maps_of(of: Networks, width: int, height: int) -> Maps:
    """What the screen would compute for a room of that size."""
    stages = [view.state.stage for view in of.views]
    every = [stage.data for view in of.views for stage in view.run.setup.stages]
    sheet = Sheets().sheet(stages, every, of.selected, of.hidden, Size(width, height))
    pairs = zip(sheet.runs, sheet.windows, strict=True)
    return Maps(of, sheet, tuple(regions(window, of.views[i].state) for i, window in pairs))


class MapsAlone:
    """The widget, which gets what it is to show before its rows are asked for."""

    def __init__(self, *views: View, **shown: Any) -> None:
        self.widget = DecisionMaps()
        self.networks = networks(*views, **shown)

    def rows(self, look: Look, width: int, height: int) -> Sequence[Row]:
        self.widget.set_reactive(DecisionMaps.maps, maps_of(self.networks, width, height))
        return self.widget.rows(look, width, height)
