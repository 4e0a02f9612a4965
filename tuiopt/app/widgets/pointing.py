"""What the mouse does on a map, told in points of the plane."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.message import Message

from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.scenario.model import Point

DOUBLE = 2
"""Clicks that choose a point: a single one may only have brought the window to the front."""


class Pointing(Canvas):
    """A canvas that shows a part of the plane, and posts where it is pointed at.

    Points are the middles of cells. Subclasses keep `viewport` up to date, None while there is
    nothing to point at.
    """

    viewport: Viewport | None = None
    _pointed: Point | None = None
    _grip: Offset | None = None

    class Pointed(Message):
        """The mouse is over another cell; None when it has left."""

        def __init__(self, point: Point | None) -> None:
            self.point = point
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Pointing.Pointed)

    class Chosen(Message):
        """A point was clicked twice."""

        def __init__(self, point: Point) -> None:
            self.point = point
            super().__init__()

    class Zoomed(Message):
        """The wheel was turned over a point: `steps` is 1 to come nearer, −1 to go back."""

        def __init__(self, point: Point, steps: int) -> None:
            self.point = point
            self.steps = steps
            super().__init__()

    class Dragged(Message):
        """The map was dragged by so many cells, to the right and down, since it last was."""

        def __init__(self, columns: int, rows: int) -> None:
            self.columns = columns
            self.rows = rows
            super().__init__()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._grip is not None:
            self._drag(event.get_content_offset_capture(self))
        else:
            self._point(self._at(event))

    def on_leave(self, event: events.Leave) -> None:
        self._point(None)

    def on_click(self, event: events.Click) -> None:
        point = self._at(event)
        if event.chain == DOUBLE and point is not None:
            self.post_message(self.Chosen(point))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._grip = event.get_content_offset(self)
        self.capture_mouse(self._grip is not None)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._grip = None
        self.release_mouse()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._zoom(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._zoom(event, -1)

    def _at(self, event: events.MouseEvent) -> Point | None:
        """The point in the middle of the cell under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or self.viewport is None:
            return None
        return self.viewport.point(offset.x, offset.y)

    def _point(self, point: Point | None) -> None:
        if point != self._pointed:
            self._pointed = point
            self.post_message(self.Pointed(point))

    def _drag(self, offset: Offset) -> None:
        assert self._grip is not None
        by, self._grip = offset - self._grip, offset
        if by:
            self.post_message(self.Dragged(by.x, by.y))

    def _zoom(self, event: events.MouseEvent, steps: int) -> None:
        point = self._at(event)
        if point is not None:
            event.stop()
            self.post_message(self.Zoomed(point, steps))
