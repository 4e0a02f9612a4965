"""One row of text, put together piece by piece."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tuiopt.app.draw.look import Look, style
from tuiopt.picture.color import Rgb


class Line:
    """A row of `width` cells; what does not fit is cut off at the right."""

    def __init__(self, look: Look, width: int, bg: Rgb | None = None) -> None:
        self.look = look
        self.width = width
        self.used = 0
        self._bg = look.palette.bg if bg is None else bg
        self._segments: list[Segment] = []

    def put(
        self, text: str, fg: Rgb | None = None, *, bold: bool = False, bg: Rgb | None = None
    ) -> Line:
        """Appends text; muted unless a colour is given."""
        text = self.look.text(text)
        color = self.look.palette.muted if fg is None else fg
        self._segments.append(Segment(text, style(color, self._bg if bg is None else bg, bold)))
        self.used += cell_len(text)
        return self

    def to(self, column: int) -> Line:
        """Goes on at a column, if it is not passed yet."""
        return self.put(" " * (column - self.used)) if column > self.used else self

    def right(
        self, text: str, fg: Rgb | None = None, *, end: int | None = None, bold: bool = False
    ) -> Line:
        """Text that ends at a column, by default the last; cut at the left neighbour if needed."""
        text = self.look.text(text)
        room = (self.width if end is None else end) - self.used
        length = cell_len(text)
        if length > room:
            return self.put(set_cell_size(text, max(room, 0)), fg, bold=bold)
        return self.put(" " * (room - length) + text, fg, bold=bold)

    def strip(self) -> Strip:
        """The finished row, exactly `width` cells."""
        self.to(self.width)
        strip = Strip(self._segments, self.used)
        return strip if self.used == self.width else strip.crop(0, self.width)


def put_rule(line: Line, cells: int, *, active: bool) -> Line:
    """A panel's hairline; a bright one where it is the panel that keys act on."""
    signs, palette = line.look.signs, line.look.palette
    if active:
        return line.put(signs.strong_line * cells, palette.bright)
    return line.put(signs.line * cells, palette.rule)


def heading(look: Look, width: int, title: str, facts: str = "", *, active: bool = False) -> Strip:
    """A panel's title row: bold title, rule, facts at the right as far as they fit."""
    line = Line(look, width).put(f"{title} ", look.palette.text, bold=True)
    room = width - line.used - 1
    facts = facts if facts and cell_len(facts) <= room - 2 else ""
    rule = max(room - cell_len(facts) + (0 if facts else 1), 0)
    put_rule(line, rule, active=active)
    return line.right(f" {facts}" if facts else "").strip()
