"""A widget that is nothing but its rows: no border, no padding, no style sheet's colours."""

from __future__ import annotations

from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tuiopt.app.draw.look import Look


class Canvas(Widget):
    """Subclasses give `render_line`; what they draw goes to the screen as it is."""

    ALLOW_SELECT = False

    look: reactive[Look | None] = reactive(None, repaint=False)

    @property
    def size(self) -> Size:
        """Without border and padding it is the outer size, which needs no look-up."""
        return self.outer_size

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region. Textual would go through its styles for each, every frame."""
        strips = self.render_rows(crop.y, crop.height)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_rows(self, first: int, count: int) -> list[Strip]:
        """So many whole rows, as this terminal can show their colours."""
        strips = [self.render_line(y) for y in range(first, first + count)]
        for line_filter in self.get_line_filters():
            # Our colours are none of the sixteen that it would replace; NO_COLOR's filter counts.
            if not isinstance(line_filter, ANSIToTruecolor):
                background = self.background_colors[1]
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips
