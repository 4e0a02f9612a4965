"""A widget made of rows of text, of which only those that changed are drawn again."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.canvas import Canvas


class Rows(Canvas):
    """Subclasses say what the rows are; their watchers call `redraw`."""

    _strips: tuple[Strip, ...] = ()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        """At most `height` strips of `width` cells, from the top."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Makes the rows anew and repaints those that differ."""
        if self.look is None or not self.is_mounted or not self.size:
            return
        width, height = self.size
        rows = self.rows(self.look, width, height)[:height]
        rows += [Line(self.look, width).strip()] * (height - len(rows))
        before, self._strips = self._strips, tuple(rows)
        if len(before) != height:
            self.refresh()
            return
        changed = [y for y, (a, b) in enumerate(zip(before, rows, strict=True)) if a != b]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def watch_look(self) -> None:
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._strips = ()
        self.redraw()

    def render_line(self, y: int) -> Strip:
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)  # nothing is known yet
