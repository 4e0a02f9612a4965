"""The arrays that a trajectory driver takes, for a run from its start."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.drivers import HEAD
from tuiopt_kernels.spec import Optimizer, Surface

Array = npt.NDArray[np.float64]


class Arguments(NamedTuple):
    """The arguments of `drivers.trajectory`, in its order."""

    state: Array
    settings: Array
    feed: Array
    out: Array


def arguments(optimizer: Optimizer, surface: Surface, alpha: float, steps: int) -> Arguments:
    """A run with the defaults of both, without noise and L2."""
    carried = optimizer.first_carried(bool(optimizer.bias_correction))
    slots = [*optimizer.first_slots(alpha)] * 2
    params = [p.default for p in surface.params]
    hyper = [h.default for h in optimizer.hyper]
    columns = len(HEAD) + 2 * len(optimizer.slots) + 2 * len(optimizer.shown)
    return Arguments(
        state=np.array([0.0, *surface.start, *carried, *slots]),
        settings=np.array([0.0, -1e7, 1e7, -1e7, 1e7, *params, *hyper]),
        feed=np.array([[alpha, 0.0, 0.0]]),
        out=np.zeros((steps, columns)),
    )
