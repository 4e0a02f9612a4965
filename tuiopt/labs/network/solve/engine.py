"""What trains and scores networks: kernels, the interpreter, or whole matrices at the start."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tuiopt.solving.kernels import not_compiled
from tuiopt_kernels import interpreted
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.evaluation import Scores
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import look_inside
from tuiopt_kernels.network.training import Training
from tuiopt_kernels.spec import Optimizer

BLOCK = 512
"""Samples whose way through a network is held in memory by `_plain_scores`."""

SLOWNESS = 500
"""Of the interpreter: it is 300 to 700 times as slow as the kernels."""


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """`training(optimizer)`, and what `scores()` gives, of `interpreted` or `compiled`."""

    training: Callable[[Optimizer], Training]
    scores: Scores

    def slowness(self, optimizer: Optimizer) -> int:
        """How many times as long as a kernel a step takes, about."""
        return SLOWNESS if self.training(optimizer) is interpreted.training(optimizer) else 1


def _plain_scores(network: Network, parameters: Array, running: Array, inputs: Array) -> Array:
    blocks = [
        look_inside(network, parameters, running, inputs[:, begin : begin + BLOCK], training=False)
        for begin in range(0, inputs.shape[1], BLOCK)
    ]
    return np.hstack([inside.output.z for inside in blocks])


PLAIN = Engine(interpreted.training, _plain_scores)
"""Quick to score without Numba: for the first picture. Equal to the others but for rounding."""


def interpreter() -> Engine:
    """The bits of the kernels without Numba."""
    return Engine(interpreted.training, interpreted.scores())


def compiled_where_possible(warn: Callable[[str], None]) -> Engine:
    """Kernels, and the interpreter for what Numba cannot compile; `warn` is told once."""
    from tuiopt_kernels import compiled  # Numba takes longer to import than a start may

    tell = functools.cache(warn)
    if compiled.WARNING:
        tell(compiled.WARNING)

    @functools.cache
    def training(optimizer: Optimizer) -> Training:
        try:
            return compiled.training(optimizer)
        except Exception as error:
            tell(not_compiled(optimizer.name, error))
            # Whatever Numba trips over, the interpreter gives the same bits.
            return interpreted.training(optimizer)

    return Engine(training, compiled.scores())
