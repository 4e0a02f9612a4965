"""Any step's network, trained again from the nearest snapshot, with the same bits."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import deque

from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.trace import State
from tuiopt.labs.network.solve.weights import Weights, begun, cost

QUICK = 1_000_000
"""What may be trained again for a look without being noticed, about in nanoseconds."""

RECENT = 2
"""Networks of the last looks that are kept: where they go on step by step, each costs one step."""


class Replay:
    """Snapshots of one run, in at most `budget` bytes but for the first one and those in use.

    Snapshots are taken by the thread that trains; any other may ask for states.
    """

    def __init__(self, scenario: NetworkScenario, run: int, engine: Engine, budget: int) -> None:
        self._scenario = scenario
        self._run = run
        self._engine = engine
        first = begun(scenario, run, 0)
        self.snapshots = [first]
        self._recent: deque[Weights] = deque(maxlen=RECENT)
        self._lock = threading.Lock()
        stages = range(len(scenario.runs[run].stages))
        self._stage_ends = {scenario.span(run, stage)[1] for stage in stages}
        steps = scenario.first_steps(run)[-1]
        room = max(budget // first.nbytes - len(self._stage_ends), 1)
        self.every = max(-(-steps // room), QUICK // cost(scenario, run, 0), 1)

    def due(self, step: int) -> int:
        """The next step after which a snapshot is to be taken."""
        return step - step % self.every + self.every

    def keep(self, weights: Weights) -> None:
        """Takes a snapshot at its turn, or at a stage's end."""
        if weights.step % self.every == 0 or weights.step in self._stage_ends:
            self.snapshots.append(weights.copy())

    def state(self, step: int) -> State:
        """The network after a step that the run has got to."""
        with self._lock:
            weights = self._nearest(step)
            if weights.step < step:
                weights = weights.copy()
                while weights.step < step:
                    weights.train(self._engine, step)
                self._recent.append(weights)
            return weights.looked_at()

    def effort(self, step: int) -> int:
        """What `state` of a step takes now, about in nanoseconds."""
        near = self._nearest(step)
        if near.step == step:  # else it has been trained, so that no kernel is compiled for this
            return 0
        slowness = self._engine.slowness(self._scenario.runs[self._run].optimizer)
        return (step - near.step) * cost(self._scenario, self._run, near.stage) * slowness

    def _nearest(self, step: int) -> Weights:
        """The last that is kept at the step or before it."""
        at = bisect_right(self.snapshots, step, key=lambda snapshot: snapshot.step) - 1
        recent = [weights for weights in [*self._recent] if weights.step <= step]
        return max([self.snapshots[at], *recent], key=lambda weights: weights.step)
