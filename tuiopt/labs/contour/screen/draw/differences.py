"""What sets the runs of a race apart besides their optimizers and learning rates."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.table.differences import of_rule
from tuiopt.labs.contour.scenario.model import ContourRun
from tuiopt.picture.numbers import setting
from tuiopt.scenario.model import Point


def differences(setups: Sequence[ContourRun], start: Point, steps: int) -> list[list[str]]:
    """For every run what is no default, or not the same in all runs of its optimizer.

    `start` and `steps` are the scenario's own. What a run's label says already is left out.
    """
    return [
        [words for words in _words(setup, setups, start, steps) if words not in setup.label]
        for setup in setups
    ]


def _words(setup: ContourRun, setups: Sequence[ContourRun], start: Point, steps: int) -> list[str]:
    words = of_rule(setup, setups, steps)
    if setup.start != start:
        words.append(f"from {setting(setup.start[0])}, {setting(setup.start[1])}")
    return words
