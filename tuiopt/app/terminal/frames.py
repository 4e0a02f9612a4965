"""Frames in which only what changed is drawn and written.

For a changed part Textual goes through all widgets near it, and writes each row from the widget's
left edge on (its issue 5625); while a race plays that is most of the work, and over a slow line
most of the bytes. Reaches into Textual's compositor, so it is used with the versions that were
tried, and tests hold that the screen stays the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import textual
from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen

from tuiopt.app.widgets.canvas import Canvas, columns

TRIED = ("8.2.",)
"""Beginnings of the versions of Textual whose compositor is known."""

Piece = tuple[int, int, int, Sequence[Segment]]
"""Row and column of the screen, how many cells, and what they show."""

Codes = tuple[str, str, str]
"""Attributes, foreground, background, each as the terminal's codes, "" where there are none."""

NOTHING: Codes = ("", "", "")


class Pieces(CompositorUpdate):
    """Parts of rows, each at its place."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What the terminal gets: of every style only what differs from the one before it."""
        system = console._color_system or ColorSystem.TRUECOLOR
        written = []
        pen = NOTHING
        row, column = -1, 0
        for y, x, width, segments in self.pieces:
            if y != row or x < column:
                written.append(f"\x1b[{y + 1};{x + 1}H")
            elif x > column:
                written.append(f"\x1b[{x - column}C")
            row, column = y, x + width
            for text, style, _ in segments:
                ink = codes(style, system) if style is not None else NOTHING
                if ink != pen:
                    written.append(change(pen, ink))
                    pen = ink
                written.append(text)
        if pen != NOTHING:
            written.append("\x1b[0m")
        return "".join(written)


@lru_cache(maxsize=16384)
def codes(style: Style, system: ColorSystem) -> Codes:
    """A style as its codes. Cached: a map has a few thousand."""

    def color(color: Color | None, *, foreground: bool) -> str:
        if color is None:
            return ""
        return ";".join(color.downgrade(system).get_ansi_codes(foreground))

    attributes = style.without_color._make_ansi_codes(system)
    return attributes, color(style.color, foreground=True), color(style.bgcolor, foreground=False)


def change(old: Codes, new: Codes) -> str:
    """The sequence after which the terminal writes in the new style."""
    if new[0] != old[0] or (old[1] and not new[1]) or (old[2] and not new[2]):
        return f"\x1b[{';'.join(filter(None, ('0', *new)))}m"
    return f"\x1b[{';'.join(b for a, b in zip(old, new, strict=True) if a != b)}m"


class CroppedUpdate(ChopsUpdate):
    """Textual's update, of which every changed span is written alone."""

    def render_segments(self, console: Console) -> str:
        pieces: list[Piece] = []
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is not None and x < right and end > left:
                    first, last = max(x, left), min(end, right)
                    pieces.append((y, first, last - first, [*columns(strip, first - x, last - x)]))
        return Pieces(pieces).render_segments(console)


class QuickCompositor(Compositor):
    """Textual's compositor, with less to do for a frame."""

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        for widget in self.visible_widgets:
            widget._exchange_repaint_regions()  # what a widget wanted repainted is
        return update

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        if (pieces := self._canvases_alone()) is not None:
            self._dirty_regions.clear()
            return Pieces(pieces)
        update = super().render_partial_update()
        return update and CroppedUpdate(update.chops, update.spans, update.chop_ends)

    def _canvases_alone(self) -> list[Piece] | None:
        """The changed parts, if all of them are of canvases that nothing lies over; else None."""
        canvases: list[tuple[Canvas, Region]] = []
        for widget, (region, _) in self.visible_widgets.items():
            if isinstance(widget, Canvas):
                canvases.append((widget, region))
            elif not isinstance(widget, Screen):
                return None  # a message, say
        pieces: list[Piece] = []
        for dirty in self._dirty_regions:
            x, y, width, height = dirty
            for canvas, region in canvases:
                if region.contains_region(dirty):
                    left, top = x - region.x, y - region.y
                    for i in range(height):
                        part = canvas.render_part(top + i, left, left + width)
                        pieces.append((y + i, x, width, part))
                    break
            else:
                return None
        # From left to right, so that the terminal's cursor has short ways.
        pieces.sort(key=itemgetter(0, 1))
        return pieces or None


def compositor() -> Compositor:
    """The compositor for a screen."""
    return QuickCompositor() if textual.__version__.startswith(TRIED) else Compositor()
