"""A widget that is nothing but its rows: no border, no padding, no style sheet's colours."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
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

    _fitted: Size | None = None

    @property
    def size(self) -> Size:
        """Without border and padding it is the outer size, which needs no look-up."""
        return self.outer_size if self._fitted is None else self._fitted

    def fit(self, size: Size) -> None:
        """Draws for a size that the next layout will give: its first picture is then whole."""
        if size != self.size:
            self._fitted = size
            self.resized()

    def on_resize(self) -> None:
        # The event may tell of a size before the last one.
        if self.outer_size != self._fitted:
            self._fitted = None
            self.resized()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # There is nothing in it to scroll, so nothing to lay out once more.
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def resized(self) -> None:
        """The size is another one."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region. Textual would go through its styles for each, every frame."""
        strips = self.render_rows(crop.y, crop.height)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_rows(self, first: int, count: int) -> list[Strip]:
        """So many whole rows, as this terminal can show their colours."""
        strips = [self.render_line(y) for y in range(first, first + count)]
        return [Strip(self.shown(list(strip)), strip.cell_length) for strip in strips]

    def render_part(self, y: int, left: int, right: int) -> list[Segment]:
        """The columns `left` to `right` of a row, as this terminal can show their colours."""
        return self.shown(list(columns(self.render_line(y), left, right)))

    def shown(self, segments: list[Segment]) -> list[Segment]:
        """The text in the colours that this terminal has."""
        for line_filter in self.get_line_filters():
            # Our colours are none of the sixteen that it would replace; NO_COLOR's filter counts.
            if not isinstance(line_filter, ANSIToTruecolor):
                segments = line_filter.apply(segments, self.background_colors[1])
        return segments


def columns(strip: Strip, left: int, right: int) -> Iterator[Segment]:
    """Columns `left` to `right` of a row, piece by piece."""
    at = 0
    for segment in strip:
        if at >= right:
            break
        text = segment.text
        begin, at = at, at + (len(text) if text.isascii() else cell_len(text))
        if at <= left:
            continue
        if begin < left:
            segment, begin = segment.split_cells(left - begin)[1], left
        if at > right:
            segment = segment.split_cells(right - begin)[0]
        yield segment
