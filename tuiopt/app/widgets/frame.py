"""The first and the last row of a screen that is opened over the race."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
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
    """The keys of the screen, as many as fit; the last always does."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        super().__init__(id="keys")
        self._words = words

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        palette = look.palette
        line = Line(look, width, palette.raised).put(" ")
        *words, last = self._words
        end = width - cell_len(look.text(" ".join(last))) - 1
        for key, does in words:
            if line.used + cell_len(look.text(f"{key} {does}  ")) > end:
                break
            line.put(key, palette.bright, bold=True).put(f" {does}   ")
        line.to(end).put(last[0], palette.bright, bold=True)
        return [line.put(f" {last[1]} ").strip()]
