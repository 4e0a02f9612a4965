"""The first row of a screen that is opened over a lab's, and the last one of every screen."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.keys import Words, spelled
from tuiopt.app.widgets.rows import Rows


class Caption(Rows):
    """The program's and the screen's name."""

    def __init__(self, title: str) -> None:
        super().__init__(id="caption")
        self._title = title

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" tuiopt  ", palette.muted)
        return [line.put(self._title, palette.bright, bold=True).strip()]


class KeyRow(Rows):
    """The keys of a screen, or of its present mode, as many as fit; the last always does."""

    words: reactive[Words] = reactive((), repaint=False)

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(**options)
        self.set_reactive(KeyRow.words, words)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" ")
        ascii_only = look.signs.ascii_only
        *words, last = ((spelled(key, ascii_only=ascii_only), does) for key, does in self.words)
        end = width - cell_len(look.text(" ".join(last))) - 1
        gap = ""
        for key, does in words:
            if line.used + cell_len(look.text(f"{gap}{key} {does}  ")) > end:
                break
            line.put(gap).put(key, palette.bright, bold=True).put(f" {does}")
            gap = "   "
        line.to(end).put(last[0], palette.bright, bold=True)
        return [line.put(f" {last[1]} ").strip()]
