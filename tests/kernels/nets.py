"""Arguments for the driver of a network's mini-batches."""

from __future__ import annotations

from typing import Any

import numpy as np
from network_cases import NetworkCase

from tuiopt_kernels.spec import Optimizer


def arguments(case: NetworkCase, optimizer: Optimizer, rate: float) -> list[Any]:
    """Fresh arrays, from `state` to `out`, for a step a batch; default hyperparameters."""
    network, steps = case.network, len(case.batches)
    numbers = np.zeros((2 + len(optimizer.slots), network.size))
    numbers[0] = case.parameters
    numbers[2:] = np.array(optimizer.first_slots(rate)).reshape(-1, 1)
    carried = optimizer.first_carried(bool(optimizer.bias_correction))
    return [
        np.array([0.0, *carried, *(hyper.default for hyper in optimizer.hyper)]),
        numbers,
        case.running.copy(),
        network.table,
        network.settings(case.l2),
        network.moving,
        case.inputs,
        case.labels,
        case.batches,
        np.full(steps, rate),
        case.masks,
        np.zeros((1, 0, 0)),
        np.full((steps, 2 + network.layers), np.nan),
    ]
