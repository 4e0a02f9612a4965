"""What a network makes of the plane: which class where, how surely, and the lines in between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.labs.network.solve.grid import WEIGHTS, Grid, Ints, work
from tuiopt.labs.network.solve.trace import State
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import probabilities

UNKNOWN = -1
"""The class where a network knows none: where its numbers are not finite."""


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """`best` and `sureness` are (2·rows, columns), for the half cells; `edges` (4·rows, 2·columns):
    the dots where another class begins to the right or below. `dev` is (n,), the best classes of
    the first samples of dev.

    Sure to 1 is a network where the best class has all the probability, to 0 where the second one
    has as much: with two classes |2p − 1|.
    """

    best: Ints
    sureness: Array
    edges: npt.NDArray[np.bool_]
    dev: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """What a map asks of a network: the plane on a grid, and so many samples of dev."""

    grid: Grid
    dev: int

    def effort(self, network: Network) -> int:
        """What `regions` take, about, in nanoseconds."""
        return work(network, self.grid.points + self.dev) // WEIGHTS


def regions(window: Window, state: State) -> Regions:
    """What a network makes of a window at test time."""
    network, dev = state.stage.network, state.stage.data.dev.inputs[:, : window.dev]
    over, of_dev = (
        probabilities(network, state.parameters, state.running, points)
        for points in (window.grid.nodes, dev)
    )
    return decided(window.grid, over, of_dev)


def decided(grid: Grid, over: Array, dev: Array) -> Regions:
    """From (classes, n) probabilities at the nodes of a grid, and of the first samples of dev."""
    halves = grid.halves(over)
    winner = _of_dots(grid, grid.square(over))
    edges = np.zeros(winner.shape, np.bool_)
    edges[:, :-1] |= winner[:, :-1] != winner[:, 1:]
    edges[:-1] |= winner[:-1] != winner[1:]
    return Regions(best(halves), _sureness(halves), edges, best(dev))


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
