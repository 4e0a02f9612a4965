"""The networks at a step together with how their runs are shown, and the maps of them."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.labs.network.screen.draw.maps.sheet import Sheet
from tuiopt.labs.network.solve.regions import Regions
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.view import View
from tuiopt.session.scene import Scene


@dataclass(frozen=True, slots=True)
class Networks:
    """A view of every run, and of the runs what a `Scene` has."""

    views: tuple[View, ...]
    slots: tuple[int, ...]
    selected: int
    hidden: frozenset[int]

    @classmethod
    def of(cls, views: tuple[View, ...], scene: Scene[NetworkTrace]) -> Networks:
        """Views of a scene's runs, at whatever step."""
        return cls(views, scene.slots, scene.selected, scene.hidden)

    def within(self, scene: Scene[NetworkTrace]) -> Networks:
        """The same views, shown as in a scene; unchanged where they are another scenario's."""
        if self.views[0].run.scenario is not scene.trace.scenario:
            return self
        return Networks.of(self.views, scene)


@dataclass(frozen=True, slots=True)
class Maps:
    """What the networks make of the plane: `regions` are in the order of the sheet's runs."""

    networks: Networks
    sheet: Sheet
    regions: tuple[Regions, ...]
