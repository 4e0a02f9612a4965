"""What widgets that show runs have in common."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.reactive import reactive

from tuiopt.app.widgets.canvas import Canvas
from tuiopt.session.playback import Solving
from tuiopt.session.scene import Scene

S = TypeVar("S", bound=Solving)


class Staged(Canvas, Generic[S]):
    """A scene, and the parts of it by their names; before the first scene there is no trace."""

    scene: reactive[Scene[S] | None] = reactive(None, repaint=False)

    @property
    def trace(self) -> S | None:
        return self.scene.trace if self.scene is not None else None

    @property
    def slots(self) -> tuple[int, ...]:
        return self.scene.slots if self.scene is not None else ()

    @property
    def selected(self) -> int:
        return self.scene.selected if self.scene is not None else 0

    @property
    def hidden(self) -> frozenset[int]:
        return self.scene.hidden if self.scene is not None else frozenset()
