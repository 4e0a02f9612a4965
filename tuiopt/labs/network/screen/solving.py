"""Trains the networks behind the screen, by kernels; they begin without."""

from __future__ import annotations

from tuiopt.app.background.jobs import Job
from tuiopt.app.background.kernels import by_kernels
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.engine import Engine, compiled_where_possible, interpreter
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.labs.network.solve.training import Trainings, beginning

__all__ = ["beginning", "solve"]


def solve(scenario: NetworkScenario, job: Job[NetworkTrace]) -> None:
    """Trains all runs side by side; delivers until that is done or it is stopped."""

    def kernels() -> Engine:
        engine = compiled_where_possible(job.warn)
        for run in scenario.runs:
            if job.stopped():
                break
            engine.training(run.optimizer)
        return engine

    def work(engine: Engine) -> None:
        trainings = Trainings(scenario, engine)
        complete = False
        while not (complete or job.stopped()):
            trainings.advance(trainings.solved + trainings.piece, job.stopped)
            trace = trainings.trace()
            complete = trace.complete
            job.deliver(trace)

    by_kernels(kernels, interpreter, work, job)
