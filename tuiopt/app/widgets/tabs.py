"""The panels that share one place where a screen is small, as a row of names."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.rows import Rows

NEXT = ("v", " next")
"""The key for the next panel, and what it does."""


class Tabs(Rows):
    """The panel that is shown is reversed; the key for the next one stands at the right.

    Where not all names fit, the one that is shown and which one it is.
    """

    panel: reactive[int] = reactive(0, repaint=False)
    names: reactive[tuple[str, ...]] = reactive((), repaint=False)

    class Picked(Message):
        """A panel's name was clicked."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def on_click(self, event: events.Click) -> None:
        end = 0
        for i, name in self._shown(self.size.width):
            end += cell_len(name) + 2
            if event.x < end:
                self.post_message(self.Picked(i))
                return

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised)
        for i, name in self._shown(width):
            if i == self.panel:
                line.put(f" {name} ", palette.bg, bold=True, bg=palette.text)
            else:
                line.put(f" {name} ")
        if line.used and len(self._shown(width)) < len(self.names):
            line.put(f" {self.panel + 1} of {len(self.names)}")
        key, word = NEXT
        if line.used + len(key) + len(word) <= width:
            line.to(width - len(key) - len(word)).put(key, palette.bright, bold=True).put(word)
        return [line.strip()]

    def _shown(self, width: int) -> list[tuple[int, str]]:
        """The panels with their numbers, or where not all names fit the one that is shown."""
        if sum(cell_len(name) + 2 for name in self.names) <= width:
            return list(enumerate(self.names))
        return [(self.panel, self.names[self.panel])] if self.panel < len(self.names) else []
