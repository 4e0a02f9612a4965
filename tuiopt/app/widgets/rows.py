"""A widget made of rows of text, of which only those that changed are drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.canvas import Canvas

if TYPE_CHECKING:  # the first text, a title bar, needs no NumPy
    from tuiopt.app.draw.chart.cells import CellRow

Row: TypeAlias = "Strip | CellRow"

CLOSE = 8
"""Cells between two changes that cost no more to write than to go over."""


def changed(old: Row, new: Row) -> list[tuple[int, int]]:
    """The columns (from, to) between which two rows differ; none for equal ones."""
    if not isinstance(new, Strip) and not isinstance(old, Strip):
        return _joined(new.apart(old))
    old, new = as_strip(old), as_strip(new)
    if old is new:
        return []
    width = new.cell_length
    if old.cell_length != width:
        return [(0, width)]
    before, after = list(old), list(new)
    left = right = 0
    while before and after and before[-1] == after[-1]:
        right += before.pop().cell_length
        after.pop()
    same = 0
    for a, b in zip(before, after, strict=False):
        if a != b:
            break
        left += b.cell_length
        same += 1
    before, after = before[same:], after[same:]
    if not after:
        return []
    if any(len(segment.text) != segment.cell_length for segment in (*before, *after)):
        return [(left, width - right)]  # some characters are not one cell wide
    return _joined((left + begin, left + end) for begin, end in _apart(before, after))


def as_strip(row: Row) -> Strip:
    """A row as Textual has it."""
    return row if isinstance(row, Strip) else row.strip()


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans from left to right, those that are close to each other as one."""
    joined: list[tuple[int, int]] = []
    for left, right in spans:
        if joined and left - joined[-1][1] <= CLOSE:
            joined[-1] = joined[-1][0], right
        else:
            joined.append((left, right))
    return joined


def _apart(before: list[Segment], after: list[Segment]) -> Iterator[tuple[int, int]]:
    """Where two rows of the same width differ, piece by piece; a character is a cell."""
    x = 0
    others = iter(before)
    other, style, at = "", None, 0
    for segment in after:
        text = segment.text
        begin = 0
        while begin < len(text):
            if at == len(other):
                (other, style, _), at = next(others), 0
                continue
            size = min(len(text) - begin, len(other) - at)
            if style != segment.style or text[begin : begin + size] != other[at : at + size]:
                yield x, x + size
            begin += size
            at += size
            x += size


class Rows(Canvas):
    """Subclasses say what the rows are; a change of one of their reactives draws them anew."""

    _rows: tuple[Row, ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        for name, value in tuple(vars(cls).items()):
            if isinstance(value, reactive) and not hasattr(cls, f"watch_{name}"):
                setattr(cls, f"watch_{name}", cls.redraw)
        super().__init_subclass__(**options)

    def rows(self, look: Look, width: int, height: int) -> Sequence[Row]:
        """Rows of `width` cells, from the top; those beyond `height` are left out."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Makes the rows anew and repaints those that differ."""
        if self.look is None or not self.display or not self.is_mounted or not self.size:
            return
        width, height = self.size
        rows = [*self.rows(self.look, width, height)[:height]]
        rows += [Line(self.look, width).strip()] * (height - len(rows))
        before, self._rows = self._rows, tuple(rows)
        if len(before) != height:
            self.refresh()
            return
        regions = []
        for y, (old, new) in enumerate(zip(before, rows, strict=True)):
            regions += [Region(left, y, right - left, 1) for left, right in changed(old, new)]
        if regions:
            self.refresh(*regions)

    def watch_look(self) -> None:
        self.redraw()

    def resized(self) -> None:
        self._rows = ()
        self.redraw()

    def on_show(self) -> None:
        """What changed while it was folded away has not been drawn."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        if y < len(self._rows):
            return as_strip(self._rows[y])
        return Strip.blank(self.size.width, self.rich_style)  # nothing is known yet

    def render_part(self, y: int, left: int, right: int) -> list[Segment]:
        row = self._rows[y] if y < len(self._rows) else None
        if row is not None and not isinstance(row, Strip):
            return self.shown(row.part(left, right))
        return super().render_part(y, left, right)
