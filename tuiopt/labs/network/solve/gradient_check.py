"""The gradient check of a network at a step, as a class reads it.

Θ are all parameters in one vector, dΘ is what backward makes of them, and the quotient is
(J(Θ + ε) − J(Θ − ε))/2ε in one coordinate after the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tuiopt.labs.network.solve.view import View
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.check import FAULTS, STEP, Checking

GREAT, ACCEPTABLE, BAD = 1e-7, 1e-5, 1e-3
"""Relative distances: below the first, backward is right; below the second, most likely; from the
third on there is a bug in it."""

ROUNDING = 1e-15
"""What J is wrong by at most, a few times its last digit."""

MOST_WORK, OVERHEAD, LEAST = 2_000_000_000, 50_000, 50
"""What all quotients may take together, about in nanoseconds; what one takes besides its products;
and the parameters that are checked in any case. Of larger networks only some are, evenly spread."""

BUGS = {
    "none": "Backward as it is",
    "dropped-term": "Batch norm's backward without the term through the variance",
    "wrong-sign": "The gradients of b and β with the wrong sign",
}
"""What can be wrong in backward, by the kernel's names."""

assert BUGS.keys() == FAULTS.keys()


@dataclass(frozen=True, slots=True)
class Entry:
    """One parameter: its name, as "W1[2,3]", its layer, Θ, dΘ and the quotient.

    The quotient is NaN where ±ε turns a ReLU on or off, so that J has a kink in between.
    """

    name: str
    layer: int
    theta: float
    dtheta: float
    quotient: float


@dataclass(frozen=True, slots=True)
class Part:
    """A layer: its parameters, how many are checked, how many of these are left out, ‖dΘ‖.

    The relative distance is None where the gradient is too small to check: below 1e-9, or so small
    that what the quotients differ by is no more than J's rounding makes of them.
    """

    layer: int
    parameters: int
    checked: int
    left_out: int
    norm: float
    distance: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """A check of all layers, and its entries, those that differ most first."""

    bug: str
    step: float
    distance: float | None
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]


def checked(
    check: Checking, view: View, bug: str, stopped: Callable[[], bool] = lambda: False
) -> Report | None:
    """Checks the gradient of the batch that is looked at, in training mode, with the L2 penalty.

    None where `stopped` told so in between.
    """
    network, parameters = view.state.stage.network, view.state.parameters
    each = 2 * network.size * len(view.labels) + OVERHEAD
    found = check(
        network,
        parameters,
        np.ascontiguousarray(view.inside.inputs),
        view.labels,
        view.run.setup.l2,
        FAULTS[bug],
        view.masks,
        most=max(MOST_WORK // each, LEAST),
        stopped=stopped,
    )
    if found is None:
        return None
    names = [
        (f"{piece.name}[{','.join(str(i + 1) for i in place)}]", piece.layer)
        for piece in network.pieces
        for place in np.ndindex(piece.shape)
    ]
    layers = np.array([layer for _, layer in names])
    apart = np.abs(found.differences - found.gradient)
    order = sorted(np.flatnonzero(found.checked), key=lambda i: (np.isnan(apart[i]), -apart[i]))
    numbers = np.stack((parameters, found.gradient, found.differences), axis=1).tolist()
    compared = found.checked & ~found.flipped
    parts = []
    for layer, distance in enumerate(found.distances, 1):
        here = layers == layer
        distance = _unless_rounding(distance, apart[here & compared])
        norm = float(np.linalg.norm(found.gradient[here]))
        checked_, left_out = (int((here & flags).sum()) for flags in (found.checked, found.flipped))
        parts.append(Part(layer, int(here.sum()), checked_, left_out, norm, distance))
    entries = tuple(Entry(*names[i], *numbers[i]) for i in order)
    distance = _unless_rounding(found.distance, apart[compared])
    return Report(bug, STEP, distance, tuple(parts), entries)


def _unless_rounding(distance: float | None, apart: Array) -> float | None:
    """The distance; None for a large one that J's last digits explain.

    `apart` is (n,), what quotients and gradient differ by.
    """
    if distance is None or distance < ACCEPTABLE:
        return distance
    floor = ROUNDING / (2.0 * STEP) * math.sqrt(len(apart))
    return None if float(np.linalg.norm(apart)) <= floor else distance


def verdict(distance: float | None) -> str:
    """What a relative distance says."""
    if distance is None:
        return "too small to check"
    if distance < GREAT:
        return "great: below 1e−7"
    if distance < ACCEPTABLE:
        return "acceptable: below 1e−5"
    if distance < BAD:
        return "doubtful: below 1e−3, look closer"
    return "bad: look for the bug in backward"
