"""What the panels that look inside networks have in common."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.widgets.rows import Rows
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.screen.widgets.networked import Networked
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.color import Rgb

SIGN = 2
"""Cells of a run's sign before a title."""

RULE = 4
"""Cells of a heading besides its title and its facts."""


class ViewRows(Rows, Networked):
    """Rows about the selected run's network."""

    def watch_networks(self) -> None:
        self.redraw()

    @property
    def view(self) -> View | None:
        """The selected run's; None before the first one has come."""
        return self.views[self.selected] if self.views else None

    def mark(self, look: Look, i: int) -> tuple[str, Rgb]:
        """The sign and the colour of a run."""
        slot = self.slots[i]
        return look.signs.runs[slot], look.palette.runs[slot]

    def title(self, look: Look, width: int, titles: Sequence[str], facts: Sequence[str]) -> Strip:
        """The heading with the selected run's sign: a title, facts if they fit beside it."""
        sign, color = self.mark(look, self.selected)
        start = Line(look, min(width, SIGN)).put(f"{sign} ", color, bold=True).strip()
        if width <= SIGN:
            return start
        return Strip.join([start, self.heading(look, width - SIGN, titles, facts)])

    def heading(self, look: Look, width: int, titles: Sequence[str], facts: Sequence[str]) -> Strip:
        """The first of the titles that fits, and the first of the facts beside it."""
        text = widest(look, titles, width - 1) or shortened(look.text(titles[-1]), width - 1)
        told = widest(look, facts, width - cell_len(text) - RULE)
        return heading(look, width, text, told)
