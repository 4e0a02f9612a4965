"""The parameters and running averages that a network starts with."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import Network

DEVIATIONS: Mapping[str, Callable[[int], float]] = MappingProxyType(
    {
        "he": lambda inputs: math.sqrt(2.0 / inputs),
        "xavier": lambda inputs: math.sqrt(1.0 / inputs),
        "normal": lambda inputs: 0.01,
        "zeros": lambda inputs: 0.0,
    }
)
"""By the names of the initialisations: the deviation of a layer's weights, from its inputs.

He et al., Delving deep into rectifiers, 2015; Glorot & Bengio, Understanding the difficulty of
training deep feedforward neural networks, 2010, in the form that looks at the inputs alone.
"""


def initial(network: Network, init: str, init_scale: float, seed: int) -> Array:
    """(size,) float64: W = init_scale · N(0, 1) · deviation, γ = 1, b and β = 0.

    A layer's numbers depend on the seed, its place and its shape alone.
    """
    parameters = np.zeros(network.size)
    for piece in network.pieces:
        part = parameters[piece.span]
        if piece.name.startswith("W"):
            deviation = init_scale * DEVIATIONS[init](piece.shape[0])
            part[:] = np.random.default_rng([seed, piece.layer]).standard_normal(part.size)
            part *= deviation
        elif piece.name.startswith("gamma"):
            part[:] = 1.0
    return parameters


def initial_running(network: Network) -> Array:
    """(2, units) float64: running means 0, running variances 1."""
    return np.stack((np.zeros(network.units), np.ones(network.units)))
