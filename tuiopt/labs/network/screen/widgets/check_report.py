"""What a gradient check found: layer by layer, and the parameters that differ most."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened, wrap
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.network.screen.draw.check import parameters
from tuiopt.labs.network.screen.draw.check.table import judged, table
from tuiopt.labs.network.solve.gradient_check import BUGS, Report
from tuiopt.picture.numbers import setting

FORMULA = (
    "dΘ is backward's gradient. The quotient (J(Θ+ε) − J(Θ−ε))/2ε comes from the loss alone, one "
    "parameter after the other, with ε = {step}. Distance: ‖quotient − dΘ‖ / (‖quotient‖ + ‖dΘ‖)."
)

FIXED = 2
"""Rows that stay while the others scroll: what is checked, and the verdict."""

LINE = 100
"""Cells of the longest line of text that is read without losing it."""


class CheckReport(Rows):
    """`checking` tells that another report is on its way; `top` is the first row of the page."""

    report: reactive[Report | None] = reactive(None, repaint=False)
    checking: reactive[bool] = reactive(False, repaint=False)
    about: reactive[str] = reactive("", repaint=False)
    top: reactive[int] = reactive(0, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        """The verdict first; then the layers, the formula and the parameters, which scroll."""
        report = self.report
        if report is None:
            wait = Line(look, width).put("checking …" if self.checking else "not checked")
            return [self._heading(look, width, "Backward"), wait.strip()]
        sign = "" if report.bug == "none" else "✗ "
        line = judged(look, width, report)
        if self.checking:
            line.right("   checking …")
        fixed = [self._heading(look, width, f"{sign}{BUGS[report.bug]}"), line.strip()]
        return fixed + self._page(look, width, max(height - FIXED, 0), report)

    def scroll(self, rows: int) -> None:
        """So many rows further, or back."""
        self.top = min(max(self.top + rows, 0), self._last)

    @property
    def _last(self) -> int:
        """The last row that can be the page's first."""
        if self.report is None or self.look is None:
            return 0
        width, height = self.size
        above = len(self._above(self.look, width, self.report))
        return max(above + len(self.report.entries) - (height - FIXED), 0)

    def _page(self, look: Look, width: int, height: int, report: Report) -> list[Strip]:
        """So many rows from `top` on; the parameters' heads stay above them."""
        above = self._above(look, width, report)
        top = min(self.top, self._last)
        first = max(top - len(above), 0)
        shown = above[top:]
        entries = report.entries[first : first + height - len(shown)]
        shown += [parameters.row(look, width, entry) for entry in entries]
        if top >= len(above) and shown:
            shown[0] = above[-1]
        return shown[:height]

    def _above(self, look: Look, width: int, report: Report) -> list[Strip]:
        """What stands above the parameters."""
        air = Line(look, width).strip()
        text = look.text(FORMULA.format(step=setting(report.step)))
        lines = wrap(text, max(min(width, LINE), 1), len(text))
        return [
            air,
            *table(look, width, report),
            air,
            *(Line(look, width).put(line).strip() for line in lines),
            air,
            heading(look, width, "Parameters that differ most", f"{len(report.entries)} in all"),
            parameters.head(look, width),
        ]

    def _heading(self, look: Look, width: int, title: str) -> Strip:
        return heading(look, width, shortened(look.text(title), width), look.text(self.about))
