"""How a screen that lies over another one closes."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class ClosesOnce(Screen[ScreenResultType]):
    """A screen that closes itself alone, however often it is told to.

    Textual closes whatever is on top, so that a key or a click which was on its way while this
    screen closed would close the one below it too.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
