"""The arrows of one step: against the gradient, and what the rule makes of it."""

from __future__ import annotations

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt.picture.numbers import MINUS
from tuiopt.scenario.model import Point

Array = npt.NDArray[np.float64]

IDEAL = 1 / 7
"""How long an arrow is to be, in diagonals of the map."""

SHORTEST, LONGEST = 1 / 16, 0.36
"""How short and how long it may become before its magnification changes."""

FAINTEST = 1e-10
"""In diagonals: what is shorter is a remainder of the arithmetic, not a step."""

BLOCK = 64
"""Steps at which one magnification is handed on to the next ones."""

ROUND = (1, 2, 5, 10)

BETWEEN = tuple(math.sqrt(a * b) for a, b in pairwise(ROUND))
"""Where the nearest of those, in the ratio, is the next one."""

UPDATE, POSITION = "update", "x"
"""The lines of a step card from which on all of the update is known."""


@dataclass(frozen=True)
class Arrow:
    """From `begin` to `tip` in the plane: a quantity of step `step`, `magnification` times as long.

    `name` is its label. The tip may lie outside the view.
    """

    name: str
    begin: Point
    tip: Point
    magnification: float
    style: Literal["dotted", "double"]
    step: int


def arrows(
    viewport: Viewport, run: ContourRunTrace, cursor: int, inside: str | None
) -> tuple[Arrow, ...]:
    """The arrows at a cursor, all from the point where the step begins.

    Without `inside` the step that led to the cursor as a whole: −g and the update Δ; none at 0.
    Else the step after the cursor, of which the card's line `inside` was computed last: −g, and the
    last vector up to that line, a first moment or the update. There is no arrow for what is
    not finite, or as good as 0.
    """
    step = run.at(cursor) if inside is None else cursor + 1
    if not 1 <= step <= run.last:
        return ()
    made = [_arrow(viewport, run, step, f"{MINUS}g", "grad", "dotted")]
    quantity = "update" if inside is None else _vector(run, inside)
    if quantity == "update":
        made.append(_arrow(viewport, run, step, "Δ", quantity, "double"))
    elif quantity is not None:
        name = MINUS + quantity.replace("_hat", "\u0302")
        made.append(_arrow(viewport, run, step, name, quantity, "double"))
    return tuple(arrow for arrow in made if arrow is not None)


def _vector(run: ContourRunTrace, inside: str) -> str | None:
    """The column, without its axis, of the last vector up to a line of the step card."""
    if inside in (UPDATE, POSITION):
        return "update"
    lines = [line.name for line in run.setup.optimizer.lines(run.setup.bias_correction)]
    done = lines[: lines.index(inside) + 1] if inside in lines else []
    return next((name for name in reversed(done) if name in ("v", "v_hat")), None)


def _arrow(
    viewport: Viewport,
    run: ContourRunTrace,
    step: int,
    name: str,
    column: str,
    style: Literal["dotted", "double"],
) -> Arrow | None:
    along = 1.0 if column == "update" else -1.0
    block = step // BLOCK * BLOCK
    first = max(block - BLOCK, 1)
    vx, vy = (run.column(f"{column}_{axis}")[first : step + 1] for axis in "xy")
    scale_x, scale_y = viewport.scale
    with np.errstate(over="ignore"):
        shares = np.hypot(vx * scale_x, vy * scale_y) / math.hypot(*viewport.dots)
    magnification = _magnification(shares[: max(block, 1) - first], shares[max(block, 1) - first :])
    if magnification is None:
        return None
    x, y = run.rows[step - 1, 1:3].tolist()
    by = along * magnification
    tip = (x + by * float(vx[-1]), y + by * float(vy[-1]))
    return Arrow(name, (x, y), tip, magnification, style, step)


def _magnification(before: Array, now: Array) -> float | None:
    """1, 2 or 5 times a power of ten for the last of `now`; None where there is nothing to draw.

    Both are lengths in diagonals: those of the whole block of steps before, and of this one so far.
    What suited the former is kept until an arrow would be too short or too long, and so on: few
    changes, and yet the same step has the same arrows from wherever one comes.
    """
    usual = sorted(share for share in before.tolist() if FAINTEST < share < math.inf)
    kept = _nearest(IDEAL / usual[len(usual) // 2]) if usual else None
    shares = now.tolist()
    for share in shares:
        if FAINTEST < share < math.inf and (
            kept is None or not SHORTEST <= kept * share <= LONGEST
        ):
            kept = _nearest(IDEAL / share)
    return kept if FAINTEST < shares[-1] < math.inf else None


def _nearest(ideal: float) -> float:
    """In the ratio, for an ideal that is neither 0 nor infinite."""
    power = math.floor(math.log10(ideal))
    mantissa = ROUND[bisect(BETWEEN, ideal / float(f"1e{power}"))]
    return float(f"{mantissa}e{power}")
