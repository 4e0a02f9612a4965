"""What is timed: every optimizer on eight surfaces, with learning rates that suit long runs."""

from __future__ import annotations

from typing import NamedTuple

from prepared import Arguments, arguments

from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

STEPS = 100_000

# So low that no run diverges, and none arrives: there, numbers decay to denormals.
RATES = {
    "adabelief": 1e-9,
    "adadelta": 1e-4,
    "adagrad": 1e-3,
    "adam": 1e-5,
    "adamax": 1e-5,
    "adamw": 1e-5,
    "amsgrad": 1e-5,
    "gd": 1e-5,
    "heavy-ball": 1e-6,
    "lion": 1e-5,
    "momentum": 1e-5,
    "nadam": 1e-5,
    "nesterov": 1e-6,
    "newton": 1e-4,
    "radam": 1e-5,
    "rmsprop": 1e-5,
    "rprop": 1e-5,
    "yogi": 1e-5,
}

ON = (
    "bowl",
    "ravine",
    "saddle",
    "rosenbrock",
    "himmelblau",
    "beale",
    "rastrigin",
    "two-wells",
)


class Pair(NamedTuple):
    """An optimizer on a surface, with the defaults of both and a learning rate."""

    optimizer: Optimizer
    surface: Surface
    alpha: float

    def __str__(self) -> str:
        return f"{self.optimizer.name}/{self.surface.name}"

    def arguments(self, steps: int = STEPS) -> Arguments:
        return arguments(self.optimizer, self.surface, self.alpha, steps)


def pair(optimizer: str, surface: str) -> Pair:
    return Pair(OPTIMIZERS[optimizer], SURFACES[surface], RATES[optimizer])
