"""What there is to say of a run besides its numbers."""

from __future__ import annotations

from functools import lru_cache

from textual.strip import Strip

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import wrap
from tuiopt.labs.contour.scenario.model import ContourRun, Problem
from tuiopt.labs.contour.solve.penalty import penalised_minima
from tuiopt.picture.numbers import number, setting

MOST_ROWS = 6
"""Rows that one remark may take."""


def settings(setup: ContourRun, alpha: float | None, room: int) -> str:
    """What was chosen for the run, the learning rate first, as far as there is room.

    `alpha` is the learning rate of the step that is shown, None where that is not known yet.
    """
    if setup.scheduling is None:
        parts = [f"α {setting(setup.learning_rate)}"]
    else:
        parts = [f"α0 {setting(setup.learning_rate)}" if alpha is None else f"α_t {number(alpha)}"]
    parts += [
        f"{hyper.symbol} {setting(value)}"
        for hyper, value in zip(setup.optimizer.hyper, setup.hyper, strict=True)
    ]
    if setup.l2:
        parts.append(f"λ {setting(setup.l2)}")
    if setup.optimizer.bias_correction is not None:
        parts.append("bias-corrected" if setup.bias_correction else "no bias correction")
    while parts and len("   ".join(parts)) > room:
        parts.pop()
    return "   ".join(parts)


def correction(setup: ContourRun) -> tuple[str, ...]:
    """What to know where a run differs from its optimizer's usual bias correction."""
    if setup.bias_correction == bool(setup.optimizer.bias_correction):
        return ()
    *others, last = setup.optimizer.slots
    slots = f"{', '.join(others)} and {last}" if others else last
    if setup.bias_correction:
        return (f"This run corrects the bias: {slots} is divided by 1 − β^t where it is used.",)
    return (f"This run does not correct the bias: {slots} stand where the rule has hats.",)


def schedule(setup: ContourRun) -> tuple[str, ...]:
    """What there is to say of the run's schedule, if it has one."""
    given = setup.scheduling
    if given is None:
        return ()
    epoch = "one step" if given.steps_per_epoch == 1 else f"{given.steps_per_epoch} steps"
    return (f"{given.schedule.title}: {given.schedule.equation}. An epoch is {epoch}.",)


def penalty(setup: ContourRun, problem: Problem) -> tuple[str, ...]:
    """Where the run's L2 penalty moves the minimum to, if it has one."""
    found = penalised_minima(problem, setup.l2) if setup.l2 else ()
    if not found:
        return ()
    if len(found) > 1:
        return (f"With λ = {setting(setup.l2)} the minima move: ✜ on the map.",)
    at = ", ".join(map(number, found[0]))
    return (f"With λ = {setting(setup.l2)} the minimum moves to ({at}): ✜ on the map.",)


@lru_cache(maxsize=64)
def paragraph(look: Look, width: int, text: str, *, bad: bool = False) -> list[Strip]:
    """An empty row and the text. Cached: it stays while the numbers change."""
    ink = look.palette.bad if bad else look.palette.muted
    lines = wrap(look.text(text), max(width - 2, 1), MOST_ROWS)
    rows = (Line(look, width).put(f"  {line}", ink) for line in lines)
    return [Line(look, width).strip(), *(row.strip() for row in rows)]
