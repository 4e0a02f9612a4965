"""The title row of a map of a network's decisions."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.cells import cell_len
from textual.strip import Strip

from tuiopt.app.draw.line import Line, put_rule
from tuiopt.app.draw.look import Look, run_color
from tuiopt.app.draw.text import shortened
from tuiopt.labs.network.solve.trace import DEV_ERROR, TRAIN_ERROR
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.color import Rgb

RULE = 2
"""Cells of the line between title and facts, at least."""

Fact = tuple[tuple[str, Rgb, bool], ...]
"""Pieces of text with colour, bold."""


def title(
    look: Look, width: int, view: View, slot: int, *, selected: bool, shown: int, which: str = ""
) -> Strip:
    """Sign and label of a run, and as many facts as there is room for.

    `shown` is how many of the training samples the map was made from; `which` tells which of more
    runs than there are maps it is.
    """
    palette = look.palette
    color = run_color(look, slot, selected=selected)
    line = Line(look, width).put(f"{look.signs.runs[slot]} ", color, bold=True)
    label = shortened(look.text(view.run.setup.label), width - line.used)
    line.put(f"{label} ", palette.bright if selected else palette.text, bold=True)
    room = width - line.used - RULE - 1
    choices = ((facts, _length(look, facts)) for facts in _choices(look, view, shown, which))
    facts, length = next(((f, n) for f, n in choices if 0 < n <= room), ((), -1))
    put_rule(line, max(width - line.used - length - 1, 0), active=selected)
    for i, fact in enumerate(facts):
        line.put("   " if i else " ")
        for text, ink, bold in fact:
            line.put(text, ink, bold=bold)
    return line.strip()


def _length(look: Look, facts: tuple[Fact, ...]) -> int:
    """Cells that facts take, three apart."""
    cells = sum(cell_len(look.text(text)) for fact in facts for text, _, _ in fact)
    return cells + 3 * (len(facts) - 1)


def _choices(look: Look, view: View, shown: int, which: str) -> Iterator[tuple[Fact, ...]]:
    """What there is to tell, less and less of it."""
    palette = look.palette
    first: tuple[Fact, ...] = (((which, palette.muted, False),),) if which else ()
    error, short = _error(look, view)
    total = len(view.state.stage.data.train)
    part: Fact = ((f"{shown} of {total} train", palette.muted, False),)
    if (gone := view.run.diverged) is not None and view.over:
        told: Fact = ((f"✗ diverged at {gone.step}", palette.bad, True),)
        yield from ((*first, told, error), (*first, told), (told,))
        yield (((f"✗ {gone.step}", palette.bad, True),),)
        return
    if shown < total:
        yield *first, part, error
    yield from ((*first, error), (*first, short), (short,))


def _error(look: Look, view: View) -> tuple[Fact, Fact]:
    """The share of samples taken for another class after the last complete epoch, and shorter."""
    palette = look.palette
    train, dev = (float(view.run.epochs[view.epoch, at]) for at in (TRAIN_ERROR, DEV_ERROR))
    part, share = ("train", train) if math.isnan(dev) else ("dev", dev)
    percent = "·" if math.isnan(share) else f"{100 * share:.1f}".removesuffix(".0")
    value = (f"{percent} %", palette.text, True)
    return ((f"{part} error ", palette.muted, False), value), (value,)
