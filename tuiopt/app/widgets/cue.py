"""What the scenario says at the cursor."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.app.widgets.rows import Rows
from tuiopt.session.playback import Solving

LEFT = 9
"""Cells of the part with the cue's number, unless that is longer."""


class CueText(Rows):
    """The text of the cue that holds, two rows of it; before the first, the description."""

    trace: reactive[Solving | None] = reactive(None, repaint=False)
    cue: reactive[int | None] = reactive(None, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if self.trace is None:
            return []
        cues = self.trace.scenario.cues
        if self.cue is None:
            place, text = "", self.trace.scenario.description
        else:
            place, text = f" {self.cue + 1} of {len(cues)}", cues[self.cue].say
        left = max(LEFT, len(place) + 2)
        lines = wrap(look.text(text), max(width - left - 1, 1), height)
        strips = []
        for i in range(height):
            line = Line(look, width).put(place if i == 0 else "", bold=True).to(left)
            strips.append(line.put(lines[i] if i < len(lines) else "", look.palette.text).strip())
        return strips
