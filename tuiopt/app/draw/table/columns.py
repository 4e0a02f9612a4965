"""Which columns a table of runs has room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

FIRST = 4
"""Cells before the label: the bar, the sign, and air."""

LABEL = 18
"""The longest label that is shown whole."""

LOSS = 9
"""Cells of the loss, which is always shown, as sign and label are."""

EFFECTIVE = "eff. α"
"""The rate at which a steady gradient is followed."""

OTHERS = ((("α",), 8), ((EFFECTIVE,), 8), (("‖g‖",), 9), (("dist",), 9), (("x", "y"), 20))
"""The other numbers with their cells; what stands last is the first to go."""

STATUS, WORDS = 12, 8
"""Cells of the status in few words with the air before it, and how many more all words take."""

GAP = 2
"""Cells of air between the numbers and the status, which keeps room for one sign at least."""

ORDER = ("α", EFFECTIVE, "x", "y", "loss", "‖g‖", "dist")
"""From left to right."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells for the name, (column of numbers, where it ends) from the left, where status starts."""

    name: int
    ends: tuple[tuple[str, int], ...]
    status: int


@lru_cache(maxsize=32)
def columns(width: int, label: int, name: int, *, rates: bool, signed: bool = False) -> Columns:
    """For a table of that width; `label` is the longest label, `name` that with its settings.

    `rates` asks for the effective learning rates, `signed` for room for losses below 0.

    Labels, signs and losses come first, then few words of status, then α, ‖g‖, dist, x and y, the
    settings beside the labels, all words of the status, and at last some air.
    """
    label = max(min(label, LABEL, width - FIRST - LOSS - GAP - 1), 1)
    loss = LOSS + signed
    spare = width - FIRST - label - loss - STATUS
    cells = {"loss": loss}
    for group, needed in OTHERS:
        if group == (EFFECTIVE,) and not rates:
            continue
        if spare < needed:
            break
        spare -= needed
        cells |= dict.fromkeys(group, needed // len(group))
    wider = max(min(name - label, spare), 0)
    air = max(spare - wider - WORDS, 0) // len(cells)
    end = FIRST + label + wider
    if len(cells) == 1:  # the label is beside it, whose last cells are seldom needed
        cells["loss"] = LOSS
    ends = []
    for column in ORDER:
        if column in cells:
            end += cells[column] + air
            ends.append((column, end))
    return Columns(label + wider, tuple(ends), end + GAP)
