"""What stands on a screen that is too small for a map."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.app.widgets.rows import Rows
from tuiopt.session.playback import Solving


class TooSmall(Rows):
    """Asks for a larger window; the step stays told."""

    trace: reactive[Solving | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        steps = self.trace.scenario.steps if self.trace else 0
        texts = [f"{self.cursor}/{steps}"]
        if height > 1:
            texts += wrap("make the window larger: 40×12 at least", width, height - 1)
        return [Line(look, width).put(text, look.palette.text).strip() for text in texts]
