"""Trains the networks behind the screen, by kernels."""

from __future__ import annotations

from tuiopt.app.background import Background
from tuiopt.labs.network.engine import Engine, compiled_where_possible, interpreter
from tuiopt.labs.network.trace import NetworkTrace
from tuiopt.labs.network.training import Trainings
from tuiopt.scenario.network.model import NetworkScenario


class NetworkSolver(Background[NetworkScenario, NetworkTrace, Engine]):
    """Trains all runs side by side."""

    def _kernels(self) -> Engine:
        return compiled_where_possible(self._warn)

    def _interpreter(self) -> Engine:
        return interpreter()

    def _solve(self, engine: Engine, *, slow: bool) -> None:
        trainings = Trainings(self._scenario, engine)
        steps = 1 if slow else trainings.piece
        complete = False
        while not (complete or self._stopped.is_set()):
            trainings.advance(trainings.solved + steps, self._stopped.is_set)
            if not self._stopped.is_set():
                trace = trainings.trace()
                complete = trace.complete
                self._deliver(trace)
