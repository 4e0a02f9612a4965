"""How things are drawn on a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.color import Color
from rich.style import Style

from tuiopt.picture.color import Rgb
from tuiopt.picture.palette import Palette
from tuiopt.picture.signs import Signs, plain


@dataclass(frozen=True)
class Look:
    """How things are drawn.

    The theme, the characters, whether the map is filled, and whether colours tell runs apart; where
    they do not, signs must.
    """

    palette: Palette
    signs: Signs
    fill: bool
    color: bool = True

    def text(self, text: str) -> str:
        """Words as this terminal can show them."""
        return plain(text) if self.signs.ascii_only else text


@lru_cache(maxsize=16384)
def style(fg: Rgb, bg: Rgb, bold: bool = False) -> Style:
    """A foreground on a background. Cached: a map has a few thousand pairs."""
    return Style(color=Color.from_rgb(*fg), bgcolor=Color.from_rgb(*bg), bold=bold)


def run_color(look: Look, slot: int, *, selected: bool) -> Rgb:
    """A run's own colour; where colours tell nothing, a grey that tells the selected one."""
    if look.color:
        return look.palette.runs[slot]
    return look.palette.bright if selected else look.palette.text
