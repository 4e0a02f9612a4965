"""What a gradient check found: layer by layer, and the parameters that differ most."""

from __future__ import annotations

import math

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.numbers import MINUS, number, setting
from tuiopt.app.draw.wrap import wrap
from tuiopt.app.widgets.rows import Rows
from tuiopt.labs.network.gradient_check import ACCEPTABLE, BAD, BUGS, GREAT, Part, Report, verdict

FORMULA = (
    "dΘ is backward's gradient. The quotient (J(Θ+ε) − J(Θ−ε))/2ε comes from the loss alone, one "
    "parameter after the other. Distance: ‖quotient − dΘ‖ / (‖quotient‖ + ‖dΘ‖)."
)

LOWEST, HIGHEST = -12.0, 0.0
"""Powers of ten between which the distances' bars lie."""

COLUMNS = (("parameters", 16), ("checked", 25), ("left out", 35), ("‖dΘ‖", 46), ("distance", 57))
"""Heads of the table, and the columns at which they end."""

BAR = 59
"""The column where the bars begin."""

VERDICT = 37
"""Cells of the verdicts, right of the bars."""

SHORT = 78
"""Columns below which there are no bars."""

NUMBERS = (("Θ", 26), ("dΘ", 40), ("quotient", 54), ("apart", 68))
"""Heads of the parameters' table, and the columns at which they end."""


class CheckReport(Rows):
    """`checking` tells that another report is on its way; `top` is the first parameter shown."""

    report: reactive[Report | None] = reactive(None, repaint=False)
    checking: reactive[bool] = reactive(False, repaint=False)
    about: reactive[str] = reactive("", repaint=False)
    top: reactive[int] = reactive(0, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        """The verdict first: it is what has to be seen where there are few rows."""
        inner = width - 2
        strips = [heading(look, inner, "Gradient check", self.about)]
        report = self.report
        if report is None:
            return self._beside(look, width, [*strips, self._text(look, inner, "checking …")])
        palette = look.palette
        strips.append(self._backward(look, inner, report))
        strips += [self._text(look, inner, words) for words in wrap(look.text(FORMULA), inner, 3)]
        strips.append(self._text(look, inner, f"ε = {setting(report.step)}"))
        strips += [Line(look, inner).strip(), self._head(look, inner)]
        strips += [self._part(look, inner, str(part.layer), part) for part in report.parts]
        whole = Part(
            0,
            sum(part.parameters for part in report.parts),
            sum(part.checked for part in report.parts),
            sum(part.left_out for part in report.parts),
            math.hypot(*(part.norm for part in report.parts)),
            report.distance,
        )
        strips += [self._part(look, inner, "all", whole), Line(look, inner).strip()]
        room = height - len(strips) - 2
        if room > 0:
            more = f"{len(report.entries)} in all, ↓ scrolls" if len(report.entries) > room else ""
            strips.append(heading(look, inner, "Parameters that differ most", more))
            head = Line(look, inner).put("name")
            for name, end in NUMBERS:
                head.right(name, end=min(end, inner))
            strips.append(head.strip())
            top = min(self.top, max(len(report.entries) - room, 0))
            for entry in report.entries[top : top + room]:
                line = Line(look, inner).put(entry.name, palette.text)
                apart = abs(entry.quotient - entry.dtheta)
                for (_, end), value in zip(
                    NUMBERS, (entry.theta, entry.dtheta, entry.quotient, apart), strict=True
                ):
                    line.right(number(value), palette.text, end=end)
                if math.isnan(entry.quotient):
                    line.put("  flips a ReLU: left out")
                strips.append(line.strip())
        return self._beside(look, width, strips)

    def _beside(self, look: Look, width: int, strips: list[Strip]) -> list[Strip]:
        """The rows with the page's margins."""
        margin = Line(look, 1).strip()
        return [Strip.join([margin, strip, margin]) for strip in strips] if width > 2 else []

    def _text(self, look: Look, width: int, words: str) -> Strip:
        return Line(look, width).put(words).strip()

    def _backward(self, look: Look, width: int, report: Report) -> Strip:
        palette = look.palette
        line = Line(look, width)
        sound = report.bug == "none"
        line.put("" if sound else "✗ ", palette.bad, bold=True)
        line.put(BUGS[report.bug], palette.text if sound else palette.bad, bold=True)
        return line.right("  checking …" if self.checking else "").strip()

    def _head(self, look: Look, width: int) -> Strip:
        line = Line(look, width).put("layer")
        for name, end in COLUMNS:
            line.right(name, end=end)
        if width >= BAR + VERDICT + 10:
            bar = width - BAR - VERDICT
            for limit in (GREAT, ACCEPTABLE, BAD):
                name = f"1e{math.log10(limit):.0f}".replace("-", MINUS)
                line.to(BAR + _column(limit, bar) - len(name) // 2).put(name)
        return line.strip()

    def _part(self, look: Look, width: int, name: str, part: Part) -> Strip:
        palette = look.palette
        bold = name == "all"
        color = _color(look, part.distance)
        line = Line(look, width).put(name, palette.bright if bold else palette.text, bold=bold)
        distance = "·" if part.distance is None else number(part.distance)
        counts = (str(part.parameters), str(part.checked), str(part.left_out or "·"))
        cells = (*counts, number(part.norm), distance)
        for (_, end), text in zip(COLUMNS, cells, strict=True):
            ink = color if end == COLUMNS[-1][1] else palette.text
            line.right(text, ink, end=end, bold=bold)
        if width >= BAR + VERDICT + 10:
            line.put("  ")
            self._bar(line, look, part.distance, width - BAR - VERDICT, color)
        text = verdict(part.distance)
        short = text.partition(":")[0].partition(",")[0]
        line.put("  ").put(text if width - line.used >= len(text) else short, color, bold=bold)
        return line.strip()

    def _bar(self, line: Line, look: Look, distance: float | None, cells: int, color: Rgb) -> None:
        """The distance on a logarithmic scale, the limits as thin marks."""
        limits = {_column(limit, cells) for limit in (GREAT, ACCEPTABLE, BAD)}
        end = 0 if distance is None else _column(max(distance, 1e-300), cells)
        for column in range(cells):
            if column < end:
                sign = "#" if look.signs.ascii_only else "█" if column not in limits else "▉"
                line.put(sign, color)
            else:
                mark = look.signs.vertical if column in limits else look.signs.line
                line.put(mark, look.palette.muted if column in limits else look.palette.rule)


def _column(distance: float, cells: int) -> int:
    share = (math.log10(distance) - LOWEST) / (HIGHEST - LOWEST)
    return min(max(round(share * cells), 0), cells)


def _color(look: Look, distance: float | None) -> Rgb:
    palette = look.palette
    if distance is None:
        return palette.muted
    return palette.good if distance < ACCEPTABLE else palette.bad
