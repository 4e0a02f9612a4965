"""Trains the networks behind the screen, by kernels."""

from __future__ import annotations

from tuiopt.app.background import Background
from tuiopt.labs.network.engine import compiled_where_possible
from tuiopt.labs.network.trace import NetworkTrace
from tuiopt.labs.network.training import Trainings
from tuiopt.scenario.network.model import NetworkScenario
from tuiopt_kernels import cache


class NetworkSolver(Background[NetworkScenario, NetworkTrace]):
    """Imports Numba, compiles or loads the kernels, and trains all runs side by side."""

    def _work(self) -> None:
        trainings = Trainings(self._scenario, compiled_where_possible(self._warn))
        from tuiopt_kernels import compiled

        if compiled.FOLDER is not None:
            cache.prune(compiled.FOLDER)
        while not self._stopped.is_set():
            trainings.advance(trainings.solved + trainings.piece, self._stopped.is_set)
            if self._stopped.is_set():
                break
            trace = trainings.trace()
            self._deliver(trace)
            if trace.complete:
                break
