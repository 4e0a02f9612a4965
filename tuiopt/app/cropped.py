"""A frame that begins where it changed.

Textual writes a changed part of a widget's row from the widget's left edge on (its issue 5625);
over a slow line that is most of what is written. Reaches into Textual's compositor, so it is used
with the versions that were tried, and a test holds that the screen stays the same.
"""

from __future__ import annotations

import textual
from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor

TRIED = ("8.2.",)
"""Beginnings of the versions of Textual whose compositor is known."""


class CroppedUpdate(ChopsUpdate):
    """Writes of every changed span the span alone."""

    def render_segments(self, console: Console) -> str:
        written = []
        last_y = self.spans[-1][0]
        for y, left, right in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= right or end <= left:
                    continue
                begin = max(x, left)
                written.append(Control.move_to(begin, y).segment.text)
                written.append(strip.crop(begin - x, min(end, right) - x).render(console))
            if y != last_y:
                written.append("\n")
        return "".join(written)


class CroppingCompositor(Compositor):
    """Textual's compositor, with less to write."""

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        return update and CroppedUpdate(update.chops, update.spans, update.chop_ends)


def compositor() -> Compositor:
    """The compositor for a screen."""
    return CroppingCompositor() if textual.__version__.startswith(TRIED) else Compositor()
