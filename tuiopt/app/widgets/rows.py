"""A widget made of rows of text, of which only those that changed are drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.canvas import Canvas

CLOSE = 8
"""Cells between two changes that cost no more to write than to go over."""


def changed(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The columns (from, to) between which two rows differ; none for equal ones."""
    if old is new:
        return []
    before, after = list(old), list(new)
    if before == after:
        return []
    width = new.cell_length
    if old.cell_length != width:
        return [(0, width)]
    if any(len(segment.text) != segment.cell_length for segment in (*before, *after)):
        return [_from_to(before, after, width)]  # some characters are not one cell wide
    spans: list[tuple[int, int]] = []
    for left, right in _apart(before, after):
        if spans and left - spans[-1][1] <= CLOSE:
            spans[-1] = spans[-1][0], right
        else:
            spans.append((left, right))
    return spans


def _from_to(before: list[Segment], after: list[Segment], width: int) -> tuple[int, int]:
    """The columns between the segments that are the same at both ends."""
    left, right = 0, width
    same = 0
    for a, b in zip(before, after, strict=False):
        if a != b:
            break
        left += b.cell_length
        same += 1
    for a, b in zip(reversed(before[same:]), reversed(after[same:]), strict=False):
        if a != b:
            break
        right -= b.cell_length
    return left, right


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

    _strips: tuple[Strip, ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        for name, value in tuple(vars(cls).items()):
            if isinstance(value, reactive) and not hasattr(cls, f"watch_{name}"):
                setattr(cls, f"watch_{name}", cls.redraw)
        super().__init_subclass__(**options)

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
            regions += [Region(left, y, right - left, 1) for left, right in changed(old, new)]
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
