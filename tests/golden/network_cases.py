"""Networks with all that one batch needs, drawn at random, to be held against PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.network.layout import Network

Array = npt.NDArray[np.float64]

COUNT = 20
STEPS = 50
RATES = {"gd": 0.1, "momentum": 0.1, "rmsprop": 0.01, "adam": 0.01, "adamw": 0.01}
"""The optimizers that train the first network, and their learning rates."""

DRAWN = ("linear", "relu", "tanh", "sigmoid")
"""The activations of the cases; their order is that of what is stored."""


@dataclass(frozen=True)
class NetworkCase:
    """`inputs` (2, m), `labels` (m,); `batches` (steps, n), `masks` (steps, units, n)."""

    network: Network
    l2: float
    parameters: Array
    running: Array
    inputs: Array
    labels: npt.NDArray[np.int64]
    batches: npt.NDArray[np.int64]
    masks: npt.NDArray[np.uint8]


def network_case(number: int, steps: int = 1) -> NetworkCase:
    """Cases take turns in where batch norm stands, in dropout, L2 and frozen layers."""
    rng = np.random.default_rng([1986, number])
    hidden = tuple(int(size) for size in rng.integers(1, 20, number % 5))
    network = Network(
        hidden,
        int(rng.integers(2, 6)),
        tuple(DRAWN[i] for i in rng.integers(0, 4, len(hidden))),
        (False, True, "after")[number % 3],
        momentum=0.8,
        keep_probs=tuple(0.5 if number % 2 else 1.0 for _ in hidden),
        frozen=frozenset({1}) if hidden and number % 7 == 3 else frozenset(),
    )
    n, m = int(rng.integers(2, 40)), 50
    running = np.stack((rng.standard_normal(network.units), rng.uniform(0.5, 2.0, network.units)))
    return NetworkCase(
        network,
        0.3 if number % 4 == 1 else 0.0,
        rng.standard_normal(network.size),
        running,
        rng.standard_normal((2, m)),
        rng.integers(0, network.classes, m),
        np.stack([rng.permutation(m)[:n] for _ in range(steps)]),
        (rng.random((steps, network.units, n)) < 0.5).astype(np.uint8),
    )


def trained_case() -> NetworkCase:
    """Two hidden layers of tanh and ReLU with batch norm, dropout and L2, for many steps."""
    case = network_case(7, STEPS)
    assert case.network.batch_norm is True
    assert len(case.network.hidden) == 2
    return case
