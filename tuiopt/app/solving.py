"""Solves a race behind the screen: a little in the interpreter at once, the rest by kernels."""

from __future__ import annotations

from tuiopt.app.background import Background
from tuiopt.labs.contour import PIECE, Engine, Race, compiled_where_possible
from tuiopt.labs.trace import Trace
from tuiopt.scenario.model import ContourScenario
from tuiopt_kernels import interpreted

AT_ONCE = 4_000
"""Recorded steps on a formula, or work like it, that are interpreted before the first picture:
some ten milliseconds."""

SLOW_PIECE = 2_000
"""Steps between two looks at the stop flag where the interpreter has to do it all."""


def first_steps(scenario: ContourScenario) -> Trace:
    """The beginning of a race, or all of a short one, without Numba."""
    race = Race(scenario)
    race.advance(interpreted.trajectory, AT_ONCE // (len(scenario.runs) * scenario.problem.work))
    return race.trace()


class Solver(Background[ContourScenario, Trace, Engine]):
    """Solves a race."""

    def _kernels(self) -> Engine:
        engine = compiled_where_possible(self._warn)
        for setup in self._scenario.runs:
            if self._stopped.is_set():
                break
            engine(setup.optimizer, self._scenario.problem.surface)
        return engine

    def _interpreter(self) -> Engine:
        return interpreted.trajectory

    def _solve(self, engine: Engine, *, slow: bool) -> None:
        race = Race(self._scenario)
        steps = race.steps_in(SLOW_PIECE if slow else PIECE)
        while not self._stopped.is_set() and race.solved < self._scenario.steps:
            race.advance(engine, race.solved + steps, self._stopped.is_set)
            if not self._stopped.is_set():
                self._deliver(race.trace())
