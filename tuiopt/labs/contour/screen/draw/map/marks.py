"""What stands over the paths of a map: the runs' signs, where a penalty leads, the cross-hair."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.look import Look, run_color
from tuiopt.app.draw.map.ground import Landmarks
from tuiopt.app.draw.map.picture import Marks
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.scenario.model import ContourScenario, Problem
from tuiopt.labs.contour.solve.penalty import penalised_minima
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt.scenario.model import Point

Bools = npt.NDArray[np.bool_]


def landmarks(scenario: ContourScenario) -> Landmarks:
    """What is marked before any run has moved."""
    surface = scenario.problem.surface
    return Landmarks(
        surface.saddles,
        tuple((minimum.x, minimum.y) for minimum in surface.minima),
        tuple(sorted({run.start for run in scenario.runs})),
    )


def on_top(runs: int, selected: int, hidden: frozenset[int]) -> list[int]:
    """The runs that are shown in the order in which they are drawn: the first ones above later
    ones, the selected one above all."""
    shown = [i for i in range(runs - 1, -1, -1) if i not in hidden]
    return sorted(shown, key=lambda i: i == selected)


def cross_lines(look: Look, viewport: Viewport, at: Point, busy: Bools) -> Marks:
    """Thin lines through a point of the view, behind whatever a cell is busy with."""
    columns, rows = viewport.columns, viewport.rows
    column, row, inside = viewport.cell(*at)
    if not inside:
        return {}
    lines = {y * columns + column: look.signs.vertical for y in range(rows)}
    lines |= {row * columns + x: look.signs.line for x in range(columns)}
    lines[row * columns + column] = "+" if look.signs.ascii_only else "┼"
    return {
        number: (char, look.palette.muted, None, False)
        for number, char in lines.items()
        if not busy[number]
    }


def penalised(
    look: Look, viewport: Viewport, run: ContourRunTrace, problem: Problem, slot: int, ground: Bools
) -> Marks:
    """Where a run's penalty moves the minima to, unless a sign of the ground is there."""
    if not run.setup.l2:
        return {}
    mark = (look.signs.penalised, run_color(look, slot, selected=True), None, True)
    cells = (viewport.cell(x, y) for x, y in penalised_minima(problem, run.setup.l2))
    numbers = (row * viewport.columns + column for column, row, inside in cells if inside)
    return {at: mark for at in numbers if not ground[at]}


def heads(
    look: Look,
    viewport: Viewport,
    runs: Sequence[ContourRunTrace],
    slots: Sequence[int],
    order: Sequence[int],
    selected: int,
    cursor: int,
) -> Marks:
    """Every run's sign where it stands, or waits at the border, and beside it what is to be told.

    `order` are the runs that are shown, those on top last.
    """
    remarks: Marks = {}
    signs: Marks = {}
    chips = look.palette.heavy
    for i in order:
        run = runs[i]
        x, y = run.rows[run.at(cursor), 1:3].tolist()
        column, row, inside = viewport.cell(x, y)
        color = run_color(look, slots[i], selected=i == selected)
        reach = 1 if chips and i == selected and viewport.columns > 2 else 0
        column = min(max(column, reach), viewport.columns - 1 - reach)
        at = row * viewport.columns + column
        if chips or i == selected:
            for side in range(at - reach, at + reach + 1):
                signs.setdefault(side, (" ", color, color, False))
            signs[at] = (look.signs.runs[slots[i]], look.palette.bg, color, True)
        else:
            signs[at] = (look.signs.runs[slots[i]], color, None, True)
        if remark := _remark(look, viewport, run, cursor, (x, y), inside=inside):
            fits = column + reach + 1 < viewport.columns
            remarks[at + (reach + 1 if fits else -reach - 1)] = (remark, color, None, True)
    return remarks | signs


def _remark(
    look: Look, viewport: Viewport, run: ContourRunTrace, cursor: int, at: Point, *, inside: bool
) -> str:
    """That a run has ended, and how, or where outside the view it is."""
    if run.diverged is not None and cursor >= run.diverged.step:
        return look.text("✗")
    if not inside:
        (left, right), (bottom, top) = viewport.view
        x, y = at
        east, north = (x >= right) - (x < left), (y > top) - (y <= bottom)
        return look.signs.tips[round(math.atan2(north, east) / (math.pi / 4)) % 8]
    if run.converged is not None and cursor >= run.converged:
        return look.text("✓")
    return ""
