"""What a network makes of the plane: which class where, how surely, and the lines in between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt.app.draw.braille import Bytes, pack
from tuiopt.app.draw.map.relief import thin
from tuiopt.labs.network.screen.draw.maps.grid import Grid, Ints
from tuiopt_kernels.data import Array

UNKNOWN = -1
"""The class where a network knows none: where its numbers are not finite."""


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """`best` and `sureness` are (2·rows, columns), for the half cells; `boundary` (rows, columns).

    Sure to 1 is a network where the best class has all the probability, to 0 where the second one
    has as much: with two classes |2p − 1|.
    """

    best: Ints
    sureness: Array
    boundary: Bytes


def regions(grid: Grid, probabilities: Array) -> Regions:
    """From (classes, n) probabilities at the nodes of a grid."""
    halves = grid.halves(probabilities)
    winner = _of_dots(grid, grid.square(probabilities))
    dots = np.zeros(winner.shape, np.bool_)
    dots[:, :-1] |= winner[:, :-1] != winner[:, 1:]
    dots[:-1] |= winner[:-1] != winner[1:]
    return Regions(best(halves), _sureness(halves), pack(thin(dots)))


def best(probabilities: Array) -> Ints:
    """The class with the largest probability along the first axis, the first one of several."""
    winner: Ints
    if len(probabilities) == 2:  # much quicker than by the maximum
        winner = (probabilities[1] > probabilities[0]).astype(np.int64)
    else:
        winner = probabilities.argmax(axis=0)
    # A softmax has no number that is not finite without the others being so.
    winner[np.isnan(probabilities[0])] = UNKNOWN
    return winner


def _sureness(probabilities: Array) -> Array:
    first, second = probabilities[0], np.zeros(probabilities.shape[1:])
    for other in probabilities[1:]:
        second = np.maximum(second, np.minimum(first, other))
        first = np.maximum(first, other)
    sureness: Array = np.nan_to_num(first - second)
    return sureness


def _of_dots(grid: Grid, probabilities: Array) -> Ints:
    """The best class at each dot, (4·rows, 2·columns).

    Where all four nodes around a dot have the same one, so has whatever is between them.
    """
    (down, beyond), (across, right) = grid.between(2)
    nodes = best(probabilities)
    mixed = nodes[:-1, :-1] != nodes[1:, 1:]
    mixed |= nodes[:-1, 1:] != nodes[1:, :-1]
    mixed |= nodes[:-1, :-1] != nodes[:-1, 1:]
    winner = nodes.take(down, 0).take(across, 1)
    y, x = np.nonzero(mixed.take(down, 0).take(across, 1))
    i, j, s, t = down[y], across[x], beyond[y], right[x]
    above = (1.0 - t) * probabilities[:, i, j] + t * probabilities[:, i, j + 1]
    below = (1.0 - t) * probabilities[:, i + 1, j] + t * probabilities[:, i + 1, j + 1]
    winner[y, x] = best((1.0 - s) * above + s * below)
    return winner
