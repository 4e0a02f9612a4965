"""A widget that is nothing but its rows: no border, no padding, no style sheet's colours."""

from __future__ import annotations

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tuiopt.app.draw.look import Look


class Canvas(Widget):
    """Subclasses give `render_line`; what they draw goes to the screen as it is."""

    ALLOW_SELECT = False

    look: reactive[Look | None] = reactive(None, repaint=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region. Textual would go through its styles for each, every frame."""
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            # Our colours are none of the sixteen that it would replace; NO_COLOR's filter counts.
            if not isinstance(line_filter, ANSIToTruecolor):
                background = self.background_colors[1]
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
