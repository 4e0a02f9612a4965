"""Histograms and bars, exact to an eighth of a cell, or in ASCII."""

from __future__ import annotations

import math
from itertools import groupby

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.picture.color import Rgb

RISING = " ▁▂▃▄▅▆▇█"
GROWING = " ▏▎▍▌▋▊▉█"
LETTERS = " ....####"
EIGHTHS = 8

FLOOR, FLOOR_LETTER = "▁", "_"
"""What a histogram or a bar stands on where it is empty."""


def histogram(look: Look, counts: npt.NDArray[np.int64], rows: int) -> list[str]:
    """A cell a bin, of rows from the top; spaces where there is nothing.

    The highest is an eighth of a cell short of `rows`, so that it does not touch what is above; a
    bin that is not empty has an eighth at least.
    """
    characters = LETTERS if look.signs.ascii_only else RISING
    most, highest = int(counts.max(initial=0)), rows * EIGHTHS - 1
    heights = [max(round(count / most * highest), 1) if count else 0 for count in counts.tolist()]
    return [
        "".join(characters[min(max(height - below, 0), EIGHTHS)] for height in heights)
        for below in range((rows - 1) * EIGHTHS, -1, -EIGHTHS)
    ]


def bar(look: Look, share: float, cells: int) -> str:
    """A bar of a share, from 0 to 1, of so many cells, an eighth of one at least; none of NaN."""
    characters = LETTERS if look.signs.ascii_only else GROWING
    length = 0 if math.isnan(share) else max(round(share * cells * EIGHTHS), 1)
    return "".join(
        characters[min(max(length - begin, 0), EIGHTHS)]
        for begin in range(0, cells * EIGHTHS, EIGHTHS)
    )


def put_on_floor(line: Line, text: str, color: Rgb) -> Line:
    """The lowest row of a histogram, or a bar: what is empty in it is floor."""
    floor = FLOOR_LETTER if line.look.signs.ascii_only else FLOOR
    for empty, cells in groupby(text, lambda char: char == " "):
        piece = "".join(cells)
        if empty:
            line.put(floor * len(piece), line.look.palette.rule)
        else:
            line.put(piece, color)
    return line
