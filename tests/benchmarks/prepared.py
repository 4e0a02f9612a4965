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

    at: Array
    alpha: Array
    noise: Array
    l2: float
    t0: float
    params: Array
    hyper: Array
    carried: Array
    slots: Array
    box: Array
    out: Array


def arguments(optimizer: Optimizer, surface: Surface, alpha: float, steps: int) -> Arguments:
    """A run with the defaults of both, without noise and L2."""
    carried = optimizer.carried if optimizer.bias_correction else (0.0,) * len(optimizer.carried)
    columns = len(HEAD) + 2 * len(optimizer.slots) + 2 * len(optimizer.shown)
    return Arguments(
        at=np.array(surface.start, dtype=np.float64),
        alpha=np.full(steps, alpha),
        noise=np.zeros((1, 2)),
        l2=0.0,
        t0=0.0,
        params=np.array([p.default for p in surface.params], dtype=np.float64),
        hyper=np.array([h.default for h in optimizer.hyper], dtype=np.float64),
        carried=np.array(carried, dtype=np.float64),
        slots=np.zeros((len(optimizer.slots), 2)),
        box=np.array([-1e7, 1e7, -1e7, 1e7]),
        out=np.zeros((steps, columns)),
    )
