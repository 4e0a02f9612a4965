"""A widget made of rows of text, of which only those that changed are drawn again."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tuiopt.app.draw.look import Look


class Rows(Widget):
    """Subclasses say what the rows are; their watchers call `redraw`."""

    ALLOW_SELECT = False

    look: reactive[Look | None] = reactive(None, repaint=False)

    _strips: list[Strip]

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        """At most `height` strips of `width` cells, from the top."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Makes the rows anew and repaints those that differ."""
        if self.look is None or not self.is_mounted or not self.size:
            return
        width, height = self.size
        before = getattr(self, "_strips", [])
        self._strips = self.rows(self.look, width, height)[:height]
        if len(before) != len(self._strips):
            self.refresh()
            return
        changed = [y for y, (a, b) in enumerate(zip(before, self._strips, strict=True)) if a != b]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def watch_look(self) -> None:
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._strips = []
        self.redraw()

    def render_line(self, y: int) -> Strip:
        strips = getattr(self, "_strips", [])
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.rich_style)
