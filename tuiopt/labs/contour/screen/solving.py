"""Solves a race behind the screen: a little in the interpreter at once, the rest by kernels."""

from __future__ import annotations

from tuiopt.app.background.jobs import Job
from tuiopt.app.background.kernels import by_kernels
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import PIECE, Engine, Race, compiled_where_possible
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt_kernels import interpreted

AT_ONCE = 4_000
"""Recorded steps on a formula, or work like it, that are interpreted before the first picture:
some ten milliseconds."""

SLOW_PIECE = 2_000
"""Steps between two looks at the stop flag where the interpreter has to do it all."""


def beginning(scenario: ContourScenario) -> ContourTrace:
    """The beginning of a race, or all of a short one, without Numba."""
    race = Race(scenario)
    race.advance(interpreted.trajectory, AT_ONCE // (len(scenario.runs) * scenario.problem.work))
    return race.trace()


def solve(scenario: ContourScenario, job: Job[ContourTrace]) -> None:
    """Delivers longer and longer traces until all is solved or it is stopped."""

    def kernels() -> Engine:
        engine = compiled_where_possible(job.warn)
        for setup in scenario.runs:
            if job.stopped():
                break
            engine(setup.optimizer, scenario.problem.surface)
        return engine

    def work(engine: Engine) -> None:
        race = Race(scenario)
        steps = race.steps_in(SLOW_PIECE if engine is interpreted.trajectory else PIECE)
        while not job.stopped() and race.solved < scenario.steps:
            race.advance(engine, race.solved + steps, job.stopped)
            job.deliver(race.trace())

    by_kernels(kernels, lambda: interpreted.trajectory, work, job)
