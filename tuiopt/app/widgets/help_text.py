"""The sections of the help, in two columns where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.app.guide import Section
from tuiopt.app.widgets.rows import Rows

COLUMN = 56
"""Cells of a column from which on two stand side by side."""

GAP = 3
"""Empty cells between the columns."""

LONGEST = 1000
"""Rows of a text: more than any has, as help is never cut."""


class HelpText(Rows, can_focus=True):
    """Scrolls where not all of it fits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_rows(1)", show=False),
        Binding("up,k", "scroll_rows(-1)", show=False),
        Binding("pagedown,space", "scroll_rows(10)", show=False),
        Binding("pageup", "scroll_rows(-10)", show=False),
        Binding("home", "scroll_rows(-1000)", show=False),
        Binding("end", "scroll_rows(1000)", show=False),
    ]

    top: reactive[int] = reactive(0, repaint=False)

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__(id="help")
        self._sections = sections
        self._made: tuple[tuple[Look, int], list[Strip]] | None = None

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        made = self._all(look, width)
        top = min(self.top, max(len(made) - height, 0))
        shown = made[top : top + height]
        left = len(made) - top - height
        if left > 0:
            shown[-1] = Line(look, width).put(f" ↓ {left + 1} more").strip()
        return shown

    def _all(self, look: Look, width: int) -> list[Strip]:
        if self._made is None or self._made[0] != (look, width):
            self._made = (look, width), text(look, width, self._sections)
        return self._made[1]

    def action_scroll_rows(self, rows: int) -> None:
        if self.look is not None:
            last = max(len(self._all(self.look, self.size.width)) - self.size.height, 0)
            self.top = min(max(self.top + rows, 0), last)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.action_scroll_rows(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.action_scroll_rows(-2)


def text(look: Look, width: int, parts: Sequence[Section]) -> list[Strip]:
    """All rows of the help at a width."""
    inner = width - 2
    if inner < 2 * COLUMN + GAP:
        return [
            _beside(look, width, [strip]) for part in parts for strip in _made(look, inner, part)
        ]
    column = (inner - GAP) // 2
    made = [_made(look, column, part) for part in parts]
    left: list[Strip] = []
    right: list[Strip] = []
    half = sum(map(len, made)) / 2
    for strips in made:
        begun = right or len(left) + len(strips) / 2 > half
        (right if begun else left).extend(strips)
    blank = Line(look, column).strip()
    rows = max(len(left), len(right))
    left += [blank] * (rows - len(left))
    right += [blank] * (rows - len(right))
    return [_beside(look, width, pair) for pair in zip(left, right, strict=True)]


def _made(look: Look, width: int, section: Section) -> list[Strip]:
    """A section in one column, an empty row at its end."""
    palette = look.palette
    heads = [look.text(head) for head, _ in section.rows]
    indent = max(map(cell_len, heads), default=0) + 2
    strips = [heading(look, width, section.title)]
    for head, (_, said) in zip(heads, section.rows, strict=True):
        left = indent if head else 0
        lines = wrap(look.text(said), max(width - left - 1, 1), LONGEST) or [""]
        for i, words in enumerate(lines):
            line = Line(look, width).put(f" {head if i == 0 else ''}", palette.bright, bold=True)
            strips.append(line.to(1 + left).put(words, palette.text).strip())
    return [*strips, Line(look, width).strip()]


def _beside(look: Look, width: int, strips: Sequence[Strip]) -> Strip:
    """Columns with the margin at the left and gaps between."""
    blank = Line(look, 1).strip()
    joined = [blank]
    for i, strip in enumerate(strips):
        joined += [Line(look, GAP).strip()] * (i > 0) + [strip]
    row = Strip.join(joined)
    return Strip.join([row, Line(look, width - row.cell_length).strip()])
