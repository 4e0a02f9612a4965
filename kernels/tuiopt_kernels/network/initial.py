"""The parameters and running averages that a network starts with."""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.initialisations import INITIALISATIONS
from tuiopt_kernels.network.layout import Network


def initial(network: Network, init: str, init_scale: float, seed: int) -> Array:
    """(size,) float64: W = init_scale · N(0, 1) · deviation, γ = 1, b and β = 0.

    A layer's numbers depend on the seed, its place and its shape alone.
    """
    drawn, parameters = INITIALISATIONS[init].deviation, np.zeros(network.size)
    for piece in network.pieces:
        part = parameters[piece.span]
        if piece.name.startswith("W"):
            deviation = init_scale * drawn(piece.shape[0])
            part[:] = np.random.default_rng([seed, piece.layer]).standard_normal(part.size)
            part *= deviation
        elif piece.name.startswith("gamma"):
            part[:] = 1.0
    return parameters


def initial_running(network: Network) -> Array:
    """(2, units) float64: running means 0, running variances 1."""
    return np.stack((np.zeros(network.units), np.ones(network.units)))
