"""What widgets that look at networks have in common."""

from __future__ import annotations

from textual.reactive import reactive

from tuiopt.app.widgets.canvas import Canvas
from tuiopt.labs.network.screen.networks import Networks
from tuiopt.labs.network.solve.view import View


class Networked(Canvas):
    """Networks at a step, and the parts of that by their names; at first there are no views."""

    networks: reactive[Networks | None] = reactive(None, repaint=False)

    @property
    def views(self) -> tuple[View, ...]:
        return self.networks.views if self.networks is not None else ()

    @property
    def slots(self) -> tuple[int, ...]:
        return self.networks.slots if self.networks is not None else ()

    @property
    def selected(self) -> int:
        return self.networks.selected if self.networks is not None else 0

    @property
    def hidden(self) -> frozenset[int]:
        return self.networks.hidden if self.networks is not None else frozenset()
