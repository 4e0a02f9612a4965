"""The drivers in the interpreter: there at once, slow, and the same bits as the compiled ones."""

from __future__ import annotations

import functools

import numpy as np

from tuiopt_kernels import drivers
from tuiopt_kernels.bind import bind
from tuiopt_kernels.ieee import IEEE
from tuiopt_kernels.spec import Optimizer, Surface


@functools.lru_cache(maxsize=64)
def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
    """The trajectory driver for a pair, uncompiled: about 5 µs a step."""
    loop = bind(drivers.trajectory, names(optimizer, surface), replace=IEEE)

    def quiet(*arguments: object) -> int:
        # NumPy's scalars overflow to infinity as the kernels do, but would say so.
        with np.errstate(all="ignore"):
            steps: int = loop(*arguments)
            return steps

    return quiet


def names(optimizer: Optimizer, surface: Surface) -> dict[str, object]:
    """What the trajectory driver needs bound for a pair."""
    carried, slots = (0.0,) * len(optimizer.carried), (0.0,) * len(optimizer.slots)
    params, hyper = (0.0,) * len(surface.params), (0.0,) * len(optimizer.hyper)
    solved = {"COUPLED": True, "hessian": surface.hessian, "solve": optimizer.solve}
    return {
        **(solved if optimizer.solve else {}),
        "value": surface.value,
        "gradient": surface.gradient,
        "rule": optimizer.rule,
        "clock": optimizer.clock,
        "STATE": (0.0, 0.0, 0.0, carried, slots, slots),
        "SETTINGS": (0.0, (0.0, 0.0, 0.0, 0.0), params, hyper),
    }
