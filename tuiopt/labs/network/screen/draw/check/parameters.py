"""The parameters of a gradient check, one a row: Θ, dΘ, the quotient, how far they are apart."""

from __future__ import annotations

import math

from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.labs.network.solve.gradient_check import Entry
from tuiopt.picture.numbers import number

NAME, NUMBER = 12, 12
"""Cells of a parameter's name, and of a number with the air before it."""

WIDEST = 16
"""Cells of a number where there is plenty of room."""

COLUMNS = ("Θ", "dΘ", "quotient", "apart")
WANTED = ("dΘ", "quotient", "apart", "Θ")
"""What stands last is the first to go."""

FLIPS = ("flips a ReLU: left out", "flips a ReLU", "left out")
INFINITE = ("not finite: left out", "not finite", "left out")


def head(look: Look, width: int) -> Strip:
    """The names of the columns."""
    line = Line(look, width).put("name").to(NAME)
    shown, cells = _shown(width)
    for name in shown:
        line.right(name, end=line.used + cells)
    return line.strip()


def row(look: Look, width: int, entry: Entry) -> Strip:
    """A parameter; one that has no quotient says why where there is room."""
    palette = look.palette
    line = Line(look, width).put(entry.name, palette.text).to(NAME)
    numbers = (entry.theta, entry.dtheta, entry.quotient, abs(entry.quotient - entry.dtheta))
    told = dict(zip(COLUMNS, map(number, numbers), strict=True))
    shown, cells = _shown(width)
    for name in shown:
        line.right(told[name], palette.text, end=line.used + cells)
    if math.isnan(entry.quotient):
        finite = math.isfinite(entry.theta) and math.isfinite(entry.dtheta)
        room = width - line.used - 2
        texts = FLIPS if finite else INFINITE
        line.put("  ").put(next((text for text in texts if len(text) <= room), ""))
    return line.strip()


def _shown(width: int) -> tuple[list[str], int]:
    """The columns that there is room for, and the cells of each."""
    count = min(max((width - NAME) // NUMBER, 1), len(COLUMNS))
    cells = min((width - NAME) // count, WIDEST)
    wanted = WANTED[:count]
    return [name for name in COLUMNS if name in wanted], cells
