"""A filled band between a curve and its mirror image, exact to an eighth of a cell."""

from __future__ import annotations

import numpy as np

from tuiopt.app.draw.braille import Bools
from tuiopt.app.draw.chart.cells import Codes, Inks
from tuiopt.app.draw.chart.plot import Place, draw, points
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y
from tuiopt.picture.color import Rgb
from tuiopt.picture.scale import Array, Scale

THIN = 0.4
"""The part of a thin band that a cell must have to lie on it; of a thick one it is half a cell."""

EIGHTHS = np.array([ord(char) for char in " ▁▂▃▄▅▆▇"], np.uint32)


def draw_band(plot: Codes, half: Array, inks: Inks, place: Place, axis: Scale, color: Rgb) -> Bools:
    """Fills the cells from −half to half, (across,), NaN left out; which cells lie on the band.

    What is drawn over those needs `color` as its ground.
    """
    widest = np.fmax(half[::DOTS_X], half[1::DOTS_X])
    top, bottom = ((axis.rows(side, place.down) + 0.5) / DOTS_Y for side in (widest, -widest))
    row = np.arange(place.rows)[:, np.newaxis]
    under, over = np.clip(row + 1 - top, 0.0, 1.0), np.clip(bottom - row, 0.0, 1.0)
    # A thin band that two cells share would vanish under what is drawn over it.
    height = bottom - top
    on: Bools = (under + over - 1.0 >= np.minimum(0.5, THIN * height)) & (height >= 1 / DOTS_Y)
    np.copyto(plot, ord(" ") + inks.ink(color, color), where=on)
    if not inks.look.signs.ascii_only:
        _edge(plot, under, (over == 1.0) & (under < 1.0), inks.ink(color))
        _edge(
            plot, 1.0 - over, (under == 1.0) & (over < 1.0), inks.ink(inks.look.palette.bg, color)
        )
    return on


def _edge(plot: Codes, level: Array, where: Bools, ink: int) -> None:
    """Blocks that rise from the bottom of their cell to a level."""
    known = where & np.isfinite(level)
    eighths = np.rint(np.where(known, level, 0.0) * 8).astype(np.int64)
    partly = known & (eighths > 0) & (eighths < 8)
    np.copyto(plot, EIGHTHS[eighths % 8] + np.uint32(ink), where=partly)


def outline_band(
    plot: Codes, half: Array, place: Place, axis: Scale, ink: int, letter: str
) -> None:
    """The band's two borders in dots, where nothing can be filled."""
    columns = np.arange(0, len(half), DOTS_X)
    for side in (half, -half):
        rows = axis.rows(side[::DOTS_X], place.down)
        draw(plot, points(rows, columns, place.down, place.across), ink, letter)
