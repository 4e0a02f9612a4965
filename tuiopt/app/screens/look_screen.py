"""What the program's own screens share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual import events
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.closing import ClosesOnce
from tuiopt.app.terminal.frames import QuickCompositor, compositor
from tuiopt.scenario.model import Scenario


class LookScreen(ClosesOnce[Scenario | None]):
    """A screen that hands a look down to its widgets; the application sets it with the theme."""

    BLANK = True  # what lies between the widgets is ground, and cheap to draw

    look: reactive[Look | None] = reactive(None, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._compositor = compositor()
        self._due: Callable[[], None] | None = None
        self._coming: Size | None = None
        self.set_reactive(LookScreen.look, look)

    def on_resize(self, event: events.Resize) -> None:
        # A new size is told twice, by the terminal and by the layout that it leads to. The same
        # size told once is one that was left and came back: the terminal has lost what it showed.
        if event.size != self.outer_size:
            self._coming = event.size
        elif event.size == self._coming:
            self._coming = None
        else:
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground between the widgets; Textual would leave it its colour under NO_COLOR."""
        strips = super().render_lines(crop)
        for line_filter in self.get_line_filters():
            if not isinstance(line_filter, ANSIToTruecolor):
                background = self.background_colors[1]
                strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    def post(self, call: Callable[[], None]) -> None:
        """From any thread: calls in the screen's own turn, if it is still there."""
        # It may go while it is asked, and with it its app, or the loop.
        with suppress(RuntimeError):
            if self.is_attached:
                self.call_later(call)

    def warn(self, text: str) -> None:
        """Tells the person something."""
        self.notify(self.look.text(text) if self.look else text, severity="warning", markup=False)

    def after_frame(self, callback: Callable[[], None]) -> None:
        """Calls once the next frame is drawn; something has to be drawn in it.

        Textual's own `call_after_refresh` comes before the frame while the widgets have not told
        the screen yet that they changed.
        """
        if isinstance(self._compositor, QuickCompositor):
            self._due = callback
        else:
            callback()

    def _compositor_refresh(self) -> None:
        super()._compositor_refresh()
        if self._due is not None:
            self.call_later(self._due)
            self._due = None
