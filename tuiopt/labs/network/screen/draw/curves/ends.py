"""Signs and labels where the curves of networks end, and at their best epochs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tuiopt.app.draw.chart.cells import Codes, put
from tuiopt.app.draw.chart.ends import NAME, End, Stop, put_ends
from tuiopt.app.draw.chart.plot import GUTTER
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.draw.viewport import DOTS_Y
from tuiopt.labs.network.screen.draw.curves.area import Area
from tuiopt.labs.network.screen.draw.curves.history import History
from tuiopt.labs.network.solve.standing import has_diverged, has_stopped
from tuiopt.labs.network.solve.trace import NetworkRunTrace
from tuiopt.picture.color import mix

APART = 2
"""Rows between the ends of train and dev from which on that of dev has a label of its own."""

FEW = 3
"""Runs, no more of which may be shown beside that label."""

DROP = 0.5
"""How far towards the ground the line down from a best epoch is."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A run at the cursor: its number and slot, whether it is selected, its complete epochs."""

    i: int
    run: NetworkRunTrace
    slot: int
    chosen: bool
    epoch: int

    def name(self, look: Look) -> str:
        return look.text(shortened(self.run.setup.label, NAME))


def put_tips(
    cells: Codes, empty: Codes, area: Area, history: History, cursor: int, tips: Sequence[Tip]
) -> None:
    """Sign, name and value of every run at the cursor, or how it ended; the weightiest first."""
    ends: list[End] = []
    stops: list[Stop] = []
    for tip in tips:
        stop = _stop(area, history, cursor, tip)
        stops += [stop] if stop else []
        ends += [] if stop else _ends(area, history, tip)
        if tip.run.best is not None and _over(tip, cursor):
            stops.append(_put_best(cells, empty, area, history, tip, tip.run.best))
    put_ends(cells, area.place, area.column(cursor), ends, stops)


def _over(tip: Tip, cursor: int) -> bool:
    """Whether no later epoch can be better."""
    return has_stopped(tip.run, cursor) or cursor == tip.run.scenario.steps


def _ends(area: Area, history: History, tip: Tip) -> list[End]:
    """The end of train; and that of dev for the selected run, where it is somewhere else."""
    look, palette = area.inks.look, area.inks.look.palette
    ink = area.inks.ink(palette.runs[tip.slot], bold=True)
    value_ink = area.inks.ink(palette.text, bold=tip.chosen)
    train, dev = (float(part[tip.i][tip.epoch]) for part in (history.train, history.dev))
    if math.isnan(train):
        return []
    texts = look.text(history.told(train)), look.text(history.told(dev))
    dots = [area.axis.row(value, area.place.down) for value in (train, dev) if value == value]
    beyond = look.text("↑" if train > area.axis.high else "↓" if train < area.axis.low else "")
    sign = look.signs.runs[tip.slot]
    ends = [End(dots[0], train, sign, tip.name(look), texts[0], ink, value_ink, beyond)]
    few = len(history.train) <= FEW
    if tip.chosen and few and len(dots) > 1 and abs(dots[1] - dots[0]) >= APART * DOTS_Y:
        ends.append(End(dots[1], dev, look.signs.dotted, "dev", texts[1], ink, value_ink))
    return ends


def _stop(area: Area, history: History, cursor: int, tip: Tip) -> Stop | None:
    """Where and how a run ended before the cursor."""
    look, run = area.inks.look, tip.run
    sign = look.signs.runs[tip.slot]
    texts: tuple[str, ...]
    if run.diverged is not None and has_diverged(run, cursor):
        at = run.diverged.step
        texts = (f"{sign} ✗ diverged at {at}", f"{sign} ✗ {at}")
        step = run.scenario.cursor_of(run.index, run.last)
    elif run.stopped is not None and has_stopped(run, cursor):
        name = tip.name(look)
        at, told = run.stopped, history.told(float(history.train[tip.i][tip.epoch]))
        texts = (f"{sign} {name} {told}, stopped at {at}", f"{sign} {name} stopped", f"{sign} {at}")
        step = run.scenario.first_ticks[run.stopped]
    else:
        return None
    train = float(history.train[tip.i][tip.epoch])
    row = 0 if math.isnan(train) else area.axis.row(train, area.place.down) // DOTS_Y
    ink = area.inks.ink(look.palette.runs[tip.slot], bold=True)
    return Stop(row, area.column(step), tuple(map(look.text, texts)), ink)


def _put_best(
    cells: Codes, empty: Codes, area: Area, history: History, tip: Tip, best: int
) -> Stop:
    """The run's sign on its curve of dev, above a line down to the epoch; what is to be told."""
    look = area.inks.look
    color = look.palette.runs[tip.slot]
    column = area.column(area.steps.starts[best])
    row = area.axis.row(float(history.dev[tip.i][best]), area.place.down) // DOTS_Y
    area.rule(cells, empty, column, row + 1, area.inks.ink(mix(color, look.palette.bg, DROP)))
    ink = area.inks.ink(color, bold=True)
    put(cells[row], GUTTER + column, look.signs.runs[tip.slot], ink)
    return Stop(row, column, (f"best {best}", f"{best}"), ink)
