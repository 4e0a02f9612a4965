"""What the panels that look inside networks have in common."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.shorten import shortened
from tuiopt.app.widgets.rows import Rows
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.view import View

RULE = 4
"""Cells of a heading besides its title and its facts."""


class ViewRows(Rows):
    """A view of every run, who is selected; `active` names the panel that keys act on."""

    views: reactive[tuple[View, ...]] = reactive((), repaint=False)
    slots: reactive[tuple[int, ...]] = reactive((), repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)
    active: reactive[str] = reactive("", repaint=False)

    @property
    def view(self) -> View | None:
        """The selected run's; None while the reactives of another scenario do not fit together."""
        if not 0 <= self.selected < len(self.views) <= len(self.slots):
            return None
        return self.views[self.selected]

    def mark(self, look: Look, i: int) -> tuple[str, Rgb]:
        """The sign and the colour of a run."""
        slot = self.slots[i]
        return look.signs.runs[slot], look.palette.runs[slot]

    def title(self, look: Look, width: int, text: str, facts: list[str]) -> Strip:
        """The heading with the selected run's sign, and the longest of the facts that fit."""
        sign, color = self.mark(look, self.selected)
        start = Line(look, 2).put(f"{sign} ", color, bold=True).strip()
        return Strip.join([start, self.plain_title(look, width - 2, text, facts)])

    def plain_title(self, look: Look, width: int, text: str, facts: list[str]) -> Strip:
        """The heading without a sign."""
        text = shortened(look.text(text), width - 1)
        told = widest(look, facts, width - len(text) - RULE)
        return heading(look, width, text, told, active=bool(self.id) and self.active == self.id)
