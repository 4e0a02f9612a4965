"""What a run did, by the steps of its scenario: runs with other batches then stand side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tuiopt.labs.network.trace import NetworkRunTrace
from tuiopt.scenario.network.model import NetworkRun, NetworkScenario
from tuiopt_kernels.data import Array


def own_steps(scenario: NetworkScenario, run: NetworkRun, window: int) -> npt.NDArray[np.int64]:
    """(window + 1,): `step_of` at all steps of the scenario up to one."""
    ticks, steps = np.array(scenario.first_ticks), np.array(scenario.first_steps(run))
    cursor = np.arange(window + 1)
    epoch = np.minimum(ticks.searchsorted(cursor, side="right") - 1, scenario.epochs - 1)
    into, of = cursor - ticks[epoch], ticks[epoch + 1] - ticks[epoch]
    own: npt.NDArray[np.int64] = steps[epoch] + into * (steps[epoch + 1] - steps[epoch]) // of
    return own


def by_step(run: NetworkRunTrace, column: int, window: int) -> Array:
    """(≤ window + 1,): a column of `steps`, as far as the run went; NaN before its first step."""
    own = own_steps(run.scenario, run.setup, window)
    known = np.concatenate(([np.nan], run.steps[: own[-1], column]))
    values: Array = known[own[own < len(known)]]
    return values
