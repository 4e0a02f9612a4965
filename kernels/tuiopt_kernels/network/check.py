"""The gradient check: backward's gradient against differences of the loss, number by number.

Θ are the parameters, J(Θ) the mean cross-entropy of one batch in training mode with the L2 penalty:
dΘ ≈ (J(Θ + ε) − J(Θ − ε))/2ε in every coordinate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.evaluation import mean_loss
from tuiopt_kernels.network.layout import (
    ACTIVATION,
    ACTIVE,
    LABELS,
    NUMBERS,
    OUTPUTS,
    SAMPLES,
    Network,
    Table,
    workspace,
)
from tuiopt_kernels.network.passes import (
    DROPPED_TERM,
    SOUND,
    WRONG_SIGN,
    Backward,
    Forward,
    Masks,
)

STEP = 3e-6
"""ε, near the cube root of the rounding: much less, and J's rounding is seen; more, its bends."""

SMALLEST = 1e-9
"""The norm of a gradient below which the difference quotients are mostly rounding."""

KINKED = frozenset(NUMBERS[name] for name, one in ACTIVATIONS.items() if one.kink)
"""The numbers of the activations to whose kink a difference must not reach."""

FAULTS = {"none": SOUND, "dropped-term": DROPPED_TERM, "wrong-sign": WRONG_SIGN}
"""By their names: what may be wrong in backward, see `passes`."""


Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What a gradient check found.

    `gradient` is backward's, `differences` the quotients, both (size,) with 0 where a layer is
    frozen. Both of (size,) bool, `checked` marks the parameters that have a quotient, `flipped`
    those that are left out: their ε turns a ReLU on or off, and J has a kink between. `distance` is
    ‖d̂ − dΘ‖/(‖d̂‖ + ‖dΘ‖) over the others, None where the gradient is too small to check;
    `distances` are those of the layers.
    """

    gradient: Array
    differences: Array
    checked: Flags
    flipped: Flags
    distance: float | None
    distances: tuple[float | None, ...]


Checking = Callable[..., Check | None]
"""`check(network, parameters, inputs, labels, l2=0.0, fault=SOUND, masks=None, step=STEP,
most=None, stopped=lambda: False)`, for one batch of (inputs, n) samples side by side, with (n,)
int64 labels and (units, n) uint8 masks; of `most` parameters, evenly spread, where a network has
more. None where `stopped`, which is asked before each loss, told so."""


def bound(forward: Forward, backward: Backward) -> Checking:
    """`check` by a network's two passes."""

    def check(
        network: Network,
        parameters: Array,
        inputs: Array,
        labels: Table,
        l2: float = 0.0,
        fault: int = SOUND,
        masks: Masks | None = None,
        step: float = STEP,
        most: int | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Check | None:
        n, table, settings = len(labels), network.table, network.settings(l2)
        work = workspace(table, n)
        work[LABELS], work[SAMPLES : SAMPLES + network.inputs] = labels, inputs
        if masks is None:
            masks = np.ones((network.units, n), dtype=np.uint8)
        running, scales = np.zeros((2, network.units)), np.empty(network.units)
        moved = parameters.copy()
        z = work[table[-1, ACTIVE] :][: network.classes]
        weights = [one for name, one in network.named(moved).items() if name.startswith("W")]
        kinked = [row for one in table if one[ACTIVATION] in KINKED for row in _rows(one)]

        def loss() -> float:
            """J(Θ) = mean cross-entropy + λ/2n Σ W²"""
            forward(table, settings, moved, running, scales, work, masks, n, True)
            squares = sum(float((one * one).sum()) for one in weights) if l2 else 0.0
            return mean_loss(z, labels) + l2 / (2.0 * n) * squares

        def on() -> Flags:
            return work[kinked] > 0.0

        loss()
        signs = on()
        dtheta, differences = np.zeros((2, network.size))
        backward(table, settings, moved, dtheta, scales, work, masks, n, fault)
        moving = [i for begin, end in network.moving for i in range(begin, end)]
        chosen = _spread(moving, len(moving) if most is None else most)
        for i in chosen:
            losses, kink = [], False
            for sign in (1.0, -1.0):
                if stopped():
                    return None
                moved[i] = parameters[i] + sign * step
                losses.append(loss())
                kink = kink or not np.array_equal(on(), signs)
            moved[i] = parameters[i]
            differences[i] = nan if kink else (losses[0] - losses[1]) / (2.0 * step)
        flipped = np.isnan(differences)
        layer = np.concatenate([np.full(np.prod(p.shape), p.layer) for p in network.pieces])
        checked = np.zeros(network.size, dtype=bool)
        checked[chosen] = True
        compared = checked & ~flipped
        parts = [(layer == number) & compared for number in range(1, network.layers + 1)]
        return Check(
            dtheta,
            differences,
            checked,
            flipped,
            _distance(dtheta[compared], differences[compared]),
            tuple(_distance(dtheta[part], differences[part]) for part in parts),
        )

    return check


def _spread(numbers: list[int], most: int) -> list[int]:
    """So many of the numbers at most, evenly spread."""
    if len(numbers) <= most:
        return numbers
    return [numbers[i * len(numbers) // most] for i in range(most)]


def _rows(layer: Table) -> range:
    """Where a layer's h lie."""
    return range(layer[ACTIVE], layer[ACTIVE] + layer[OUTPUTS])


def _distance(dtheta: Array, differences: Array) -> float | None:
    norm = float(np.linalg.norm(dtheta))
    if norm < SMALLEST:
        return None
    apart = float(np.linalg.norm(differences - dtheta))
    return apart / (float(np.linalg.norm(differences)) + norm)
