"""The gradient check: backward's gradient against differences of the loss, number by number.

Θ are the parameters, J(Θ) the mean cross-entropy of one batch in training mode with the L2 penalty:
dΘ ≈ (J(Θ + ε) − J(Θ − ε))/2ε in every coordinate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import (
    ACTIVATION,
    FIRST,
    INPUTS,
    L2_AT,
    OUTPUTS,
    RELU,
    UNIT,
    Network,
    Table,
)
from tuiopt_kernels.network.passes import (
    DROPPED_TERM,
    SOUND,
    WRONG_SIGN,
    Masks,
    Work,
    forward,
    gradient,
    workspace,
)
from tuiopt_kernels.network.softmax import cross_entropy

STEP = 3e-6
"""ε, near the cube root of the rounding: much less, and J's rounding is seen; more, its bends."""

SMALLEST = 1e-9
"""The norm of a gradient below which the difference quotients are mostly rounding."""

FAULTS = {"none": SOUND, "dropped-term": DROPPED_TERM, "wrong-sign": WRONG_SIGN}
"""By their names: what may be wrong in backward, see `passes`."""


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What a gradient check found.

    `gradient` is backward's, `differences` the quotients, both (size,) with 0 where a layer is
    frozen. `flipped`, (size,) bool, marks the parameters that are left out: their ε turns a ReLU on
    or off, and J has a kink between. `distance` is ‖d̂ − dΘ‖/(‖d̂‖ + ‖dΘ‖) over the others, None
    where the gradient is too small to check; `distances` are those of the layers.
    """

    gradient: Array
    differences: Array
    flipped: np.ndarray[tuple[int], np.dtype[np.bool_]]
    distance: float | None
    distances: tuple[float | None, ...]


Checking = Callable[..., Check]
"""`check(network, parameters, inputs, labels, l2=0.0, fault=SOUND, masks=None, step=STEP)`, for one
batch of (inputs, n) samples side by side, with (n,) int64 labels and (units, n) uint8 masks."""


def comparing(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    dtheta: Array,
    differences: Array,
    moving: Table,
    masks: Masks,
    step: float,
    fault: int,
    work: Work,
    signs: Masks,
) -> None:
    """Fills `dtheta` and `differences`, (size,): NaN where a unit with ReLU flips.

    `work` holds the batch in its inputs and labels, and is as wide as the batch. `signs` is
    (units, width), to work in.
    """
    n = work[0].shape[1]
    gradient(table, settings, parameters, running, dtheta, work, masks, n, fault)
    flips(table, signs, work[2], n, True)
    for span in range(len(moving)):
        for i in range(moving[span, 0], moving[span, 1]):
            kept = parameters[i]
            parameters[i] = kept + step
            above = penalised(table, settings, parameters, running, work, masks, n)
            flipped = flips(table, signs, work[2], n, False)
            parameters[i] = kept - step
            below = penalised(table, settings, parameters, running, work, masks, n)
            flipped = flips(table, signs, work[2], n, False) or flipped
            parameters[i] = kept
            differences[i] = nan if flipped else (above - below) / (2.0 * step)


def flips(table: Table, signs: Masks, active: Array, n: int, keep: bool) -> bool:
    """Whether a unit with ReLU is on where `signs` say off, or off where on; or keeps the signs."""
    flipped = False
    for layer in range(len(table)):
        if table[layer, ACTIVATION] == RELU:
            for unit in range(table[layer, UNIT], table[layer, UNIT] + table[layer, OUTPUTS]):
                for k in range(n):
                    on = 1 if active[unit, k] > 0.0 else 0
                    if keep:
                        signs[unit, k] = on
                    elif signs[unit, k] != on:
                        flipped = True
    return flipped


def penalised(
    table: Table,
    settings: Array,
    parameters: Array,
    running: Array,
    work: Work,
    masks: Masks,
    n: int,
) -> float:
    """J(Θ) = mean cross-entropy + λ/2n Σ W²"""
    forward(table, settings, parameters, running, work, masks, n, True)
    unit, classes = table[-1, UNIT], table[-1, OUTPUTS]
    loss = cross_entropy(work[2], unit, classes, work[8], work[6], work[7], n)
    squares = 0.0
    for layer in range(len(table)):
        first = table[layer, FIRST]
        for i in range(first, first + table[layer, INPUTS] * table[layer, OUTPUTS]):
            squares += parameters[i] * parameters[i]
    penalty: float = settings[L2_AT] / (2.0 * n) * squares
    return loss + penalty


def bound(loop: Callable[..., None]) -> Checking:
    """`comparing` with room to work in, and the distances."""

    def check(
        network: Network,
        parameters: Array,
        inputs: Array,
        labels: Table,
        l2: float = 0.0,
        fault: int = SOUND,
        masks: Masks | None = None,
        step: float = STEP,
    ) -> Check:
        work = workspace(network.table, len(labels))
        work[0][:], work[8][:] = inputs, labels
        if masks is None:
            masks = np.ones((network.units, len(labels)), dtype=np.uint8)
        signs = np.zeros(masks.shape, dtype=np.uint8)
        dtheta, differences = np.zeros((2, network.size))
        loop(
            network.table,
            network.settings(l2),
            parameters.copy(),
            np.zeros((2, network.units)),
            dtheta,
            differences,
            network.moving,
            masks,
            step,
            fault,
            work,
            signs,
        )
        flipped = np.isnan(differences)
        layer = np.concatenate([np.full(np.prod(p.shape), p.layer) for p in network.pieces])
        parts = [(layer == number) & ~flipped for number in range(1, network.layers + 1)]
        return Check(
            dtheta,
            differences,
            flipped,
            _distance(dtheta[~flipped], differences[~flipped]),
            tuple(_distance(dtheta[part], differences[part]) for part in parts),
        )

    return check


def _distance(dtheta: Array, differences: Array) -> float | None:
    norm = float(np.linalg.norm(dtheta))
    if norm < SMALLEST:
        return None
    apart = float(np.linalg.norm(differences - dtheta))
    return apart / (float(np.linalg.norm(differences)) + norm)
