"""Which columns a table of networks has room for."""

from __future__ import annotations

from functools import lru_cache

from tuiopt.app.draw.table.columns import FIRST, GAP, LABEL, STATUS, Columns
from tuiopt.labs.network.solve.trace import DEV_ERROR, DEV_LOSS, TRAIN_ERROR, TRAIN_LOSS

COLUMNS = {"train J": TRAIN_LOSS, "dev J": DEV_LOSS, "train": TRAIN_ERROR, "dev": DEV_ERROR}
"""Losses and errors, and where they are among a run's epochs."""

TRAIN_J, DEV_J, TRAIN, DEV = COLUMNS

RATE = "α_t"
"""The learning rate, where it changes."""

CELLS = {TRAIN_J: 10, DEV_J: 10, TRAIN: 8, DEV: 8, RATE: 9}
"""With the air before them."""

WORDS = 20
"""How many more cells than few words all words of a status take."""

STOPS = 12
"""The same of an early stop in few words."""

ORDER = (RATE, TRAIN_J, DEV_J, TRAIN, DEV)
"""From left to right."""

OTHERS = (TRAIN, DEV_J, TRAIN_J, RATE)
"""What is there beside the error on dev; what stands last is the first to go."""


@lru_cache(maxsize=32)
def columns(width: int, label: int, name: int, *, dev: bool, rates: bool, stops: bool) -> Columns:
    """For a table of that width; `label` is the longest label, `name` that with its settings.

    `dev` tells that there is a part of the data by this name, `rates` that α changes in a run,
    `stops` that one may stop early, which takes some words to tell.

    Labels, signs and errors on dev come first, or on train where there is no dev, then the other
    error, the losses, few words of status, α, the settings beside the labels, all words of the
    status, and at last some air.
    """
    wanted = [column for column in OTHERS if rates or column != RATE]
    if not dev:
        wanted = [column for column in wanted if column != DEV_J]
    first = DEV if dev else wanted.pop(0)
    label = max(min(label, LABEL, width - FIRST - CELLS[first]), 1)
    spare = width - FIRST - label - CELLS[first]
    shown = {first}
    for column in wanted:
        kept = STATUS if column == RATE else 0
        if spare < CELLS[column] + kept:
            break
        spare -= CELLS[column]
        shown.add(column)
    status = STATUS if spare >= STATUS else 0
    if stops and spare >= STATUS + STOPS:
        status += STOPS
    wider = max(min(name - label, spare - status), 0)
    spare -= status + wider
    words = min(WORDS, spare) if status else 0
    air = (spare - words) // len(shown)
    end = FIRST + label + wider
    ends = []
    for column in ORDER:
        if column in shown:
            end += CELLS[column] + air
            ends.append((column, end))
    return Columns(label + wider, tuple(ends), end + GAP if status else width)
