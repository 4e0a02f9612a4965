"""A terminal's rows of text as a picture, drawn as good terminals do.

Every character stands in its cell, whatever font it comes from; block and braille characters are
drawn, not taken from a font. Needs `rsvg-convert` (librsvg), and JetBrains Mono or DejaVu Sans
Mono.
"""

from __future__ import annotations

import base64
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.style import Style
from rich.terminal_theme import MONOKAI
from textual.strip import Strip

WIDTH, HEIGHT = 10, 20
"""Pixels of a cell."""

FONT = "JetBrains Mono, DejaVu Sans Mono, monospace"
SIZE = WIDTH / 0.6
"""Pixels of the font at which a letter of JetBrains Mono is as wide as a cell."""

BASELINE = 15
DOT = 2.7
"""Pixels across of a braille dot."""

DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""(column, row) of the dots of a braille character, in the order of its bits."""

BLOCKS = {
    **{char: (0, 1 - i / 8, 1, i / 8) for i, char in enumerate("▁▂▃▄▅▆▇█", 1)},
    **{char: (0, 0, i / 8, 1) for i, char in enumerate("▏▎▍▌▋▊▉", 1)},
    "▀": (0, 0, 1, 0.5),
    "▐": (0.5, 0, 0.5, 1),
    "│": (0.45, 0, 0.1, 1),
    "─": (0, 0.47, 1, 0.06),
    "━": (0, 0.43, 1, 0.14),
}
"""x, y, width and height of what is drawn, in shares of the cell."""


def svg(rows: Sequence[Strip], colors: ColorSystem = ColorSystem.TRUECOLOR) -> str:
    """The rows as an SVG, on a terminal of so many colours."""
    width, height = rows[0].cell_length * WIDTH, len(rows) * HEIGHT
    inside = "".join(part for y, row in enumerate(rows) for part in _row(row, y, colors))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'xml:space="preserve" font-family="{FONT}" font-size="{SIZE:.3f}">'
        f'<rect width="100%" height="100%" fill="#000"/>{inside}</svg>'
    )


def png(picture: str, target: Path, width: int | None = None) -> None:
    """Writes an SVG as a PNG, `width` pixels wide if given."""
    command = ["rsvg-convert", "--output", str(target)]
    command += [] if width is None else ["--width", str(width)]
    subprocess.run(command, input=picture.encode(), check=True)


def beside(pictures: Iterable[Path]) -> str:
    """PNGs of any size next to each other, as an SVG."""
    x, tallest, parts = 0, 0, []
    for path in pictures:
        data = path.read_bytes()
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        shown = 1600
        high = height * shown // width
        address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
        parts.append(f'<image x="{x}" width="{shown}" height="{high}" href="{address}"/>')
        x, tallest = x + shown + 20, max(tallest, high)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{x - 20}" height="{tallest}">'
        f"{''.join(parts)}</svg>"
    )


def _row(row: Strip, y: int, colors: ColorSystem) -> Iterator[str]:
    """Grounds first, so that what reaches over its cell stays whole."""
    marks: list[str] = []
    x = 0
    for text, style, control in row:
        if control or not text:
            continue
        fg, bg = _colors(style or Style.null(), colors)
        cells = cell_len(text)
        yield _rectangle(x, y, (0, 0, cells, 1), bg)
        marks += _marks(text, x, y, fg, bold=bool(style and style.bold))
        x += cells
    yield from marks


def _marks(text: str, x: int, y: int, color: str, *, bold: bool) -> Iterator[str]:
    """What stands in the cells: letters of a line together, everything else one by one."""
    dots = ""
    weight = ' font-weight="bold"' if bold else ""
    for letters in _clusters(text):
        cells = cell_len(letters)
        if letters in BLOCKS:
            yield _rectangle(x, y, BLOCKS[letters], color)
        elif "\u2800" <= letters <= "\u28ff":
            dots += "".join(
                f"M{(x + 0.25 + column / 2) * WIDTH:g} {(y + 0.125 + row / 4) * HEIGHT:g}h0"
                for bit, (column, row) in enumerate(DOTS)
                if ord(letters) >> bit & 1
            )
        elif not letters.isspace():
            place = f'x="{x * WIDTH}" y="{y * HEIGHT + BASELINE}" fill="{color}"'
            yield f"<text {place}{weight}>{escape(letters)}</text>"
        x += cells
    if dots:
        yield f'<path d="{dots}" stroke="{color}" stroke-width="{DOT}" stroke-linecap="round"/>'


def _clusters(text: str) -> list[str]:
    """Words of ASCII letters, and every other character with the accents over it."""
    clusters: list[str] = []
    for char in text:
        last = clusters[-1] if clusters else ""
        if last and (unicodedata.combining(char) or (last + char).isascii()):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _rectangle(x: int, y: int, shape: tuple[float, float, float, float], color: str) -> str:
    left, top, width, height = shape
    return (
        f'<rect x="{(x + left) * WIDTH:g}" y="{(y + top) * HEIGHT:g}" width="{width * WIDTH:g}" '
        f'height="{height * HEIGHT:g}" fill="{color}" shape-rendering="crispEdges"/>'
    )


def _colors(style: Style, colors: ColorSystem) -> tuple[str, str]:
    """Foreground and background as a terminal of so many colours shows them."""
    fg = _shown(style.color or Color.default(), colors, foreground=True)
    bg = _shown(style.bgcolor or Color.default(), colors, foreground=False)
    return (bg, fg) if style.reverse else (fg, bg)


def _shown(color: Color, colors: ColorSystem, *, foreground: bool) -> str:
    return color.downgrade(colors).get_truecolor(MONOKAI, foreground).hex
