"""A widget made of rows of text, of which only those that changed are drawn again."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.canvas import Canvas


def changed(old: Strip, new: Strip) -> tuple[int, int]:
    """The columns (from, to) between which two rows differ; (0, 0) for equal ones."""
    if old is new:
        return 0, 0
    before, after = list(old), list(new)
    if before == after:
        return 0, 0
    left = 0
    same = 0
    for a, b in zip(before, after, strict=False):
        if a != b:
            break
        left += a.cell_length
        same += 1
    right = new.cell_length
    if old.cell_length == right:
        for a, b in zip(reversed(before[same:]), reversed(after[same:]), strict=False):
            if a != b:
                break
            right -= a.cell_length
    return left, right


class Rows(Canvas):
    """Subclasses say what the rows are; their watchers call `redraw`."""

    _strips: tuple[Strip, ...] = ()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        """At most `height` strips of `width` cells, from the top."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Makes the rows anew and repaints those that differ."""
        if self.look is None or not self.display or not self.is_mounted or not self.size:
            return
        width, height = self.size
        rows = self.rows(self.look, width, height)[:height]
        rows += [Line(self.look, width).strip()] * (height - len(rows))
        before, self._strips = self._strips, tuple(rows)
        if len(before) != height:
            self.refresh()
            return
        regions = []
        for y, (old, new) in enumerate(zip(before, rows, strict=True)):
            left, right = changed(old, new)
            if left < right:
                regions.append(Region(left, y, right - left, 1))
        if regions:
            self.refresh(*regions)

    def watch_look(self) -> None:
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._strips = ()
        self.redraw()

    def on_show(self) -> None:
        """What changed while it was folded away has not been drawn."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)  # nothing is known yet
