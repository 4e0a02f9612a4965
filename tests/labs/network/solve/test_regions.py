"""The decision regions of a network on a grid of cells, and what they take."""

from __future__ import annotations

import numpy as np
import pytest
from linear_nets import parting, rays

from tuiopt.labs.network.solve.grid import Grid, spacing
from tuiopt.labs.network.solve.regions import UNKNOWN, Regions, best, decided
from tuiopt_kernels.network.initial import initial_running
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.network.lens import probabilities

COLUMNS, ROWS = 20, 10
SQUARE = ((-1.0, 1.0), (-1.0, 1.0))
LINEAR = Network((), 2, ())


def asked(grid: Grid, parameters: np.ndarray, classes: int = 2) -> np.ndarray:
    network = Network((), classes, ())
    return probabilities(network, parameters, initial_running(network), grid.nodes)


def centres(each_x: int, each_y: int) -> tuple[np.ndarray, np.ndarray]:
    """x and y of the middles of so many parts of every cell."""
    columns, rows = COLUMNS * each_x, ROWS * each_y
    x = -1.0 + 2.0 * (np.arange(columns) + 0.5) / columns
    y = 1.0 - 2.0 * (np.arange(rows) + 0.5) / rows
    return np.meshgrid(x, y)  # type: ignore[return-value]


def over(grid: Grid, probabilities: np.ndarray) -> Regions:
    """Without samples of dev."""
    return decided(grid, probabilities, probabilities[:, :0])


def test_half_cells_have_the_class_and_the_sureness_of_their_middles() -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, 1)
    made = over(grid, asked(grid, parting(0.7)))
    x, _ = centres(1, 2)
    p = 1.0 / (1.0 + np.exp(-1.4 * x))
    assert made.best.tolist() == (x > 0).astype(int).tolist()
    np.testing.assert_allclose(made.sureness, np.abs(2.0 * p - 1.0), atol=1e-12)


def test_the_boundary_is_where_the_best_class_changes_and_nowhere_else() -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, 1)
    upright, level = (over(grid, asked(grid, parting(4.0, axis))).edges for axis in (0, 1))
    assert upright[:, 19].all()
    assert upright.sum() == 40
    assert level[19].all()
    assert level.sum() == 40


@pytest.mark.parametrize("classes", [3, 4, 6])
def test_several_classes_meet_where_their_probabilities_do(classes: int) -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, 1)
    made = over(grid, asked(grid, rays(classes), classes))
    x, y = centres(2, 4)
    angle = 2.0 * np.pi / classes
    true = np.rint(np.arctan2(y, x) / angle).astype(int) % classes
    changes = np.zeros(true.shape, bool)
    changes[:, :-1] |= true[:, :-1] != true[:, 1:]
    changes[:-1] |= true[:-1] != true[1:]
    near = np.zeros_like(changes)
    for i in (-1, 0, 1):
        for j in (-1, 0, 1):
            near |= np.roll(changes, (i, j), (0, 1))
    assert not (made.edges & ~near).any()
    halves_x, halves_y = centres(1, 2)
    halves = np.rint(np.arctan2(halves_y, halves_x) / angle).astype(int) % classes
    assert (made.best == halves).mean() > 0.97


@pytest.mark.parametrize("step", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("classes", [2, 3, 6])
def test_dots_have_the_best_of_what_is_interpolated_between_the_nodes(
    step: int, classes: int
) -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, step)
    rng = np.random.default_rng([step, classes])
    asked = rng.dirichlet(np.ones(classes), grid.nodes.shape[1]).T
    (down, beyond), (across, right) = grid.between(2)
    corners = grid.square(asked)
    values = sum(
        corners[:, down + i][:, :, across + j]
        * (beyond if i else 1.0 - beyond)[:, None]
        * (right if j else 1.0 - right)
        for i in (0, 1)
        for j in (0, 1)
    )
    winner = best(values)
    level = np.zeros(winner.shape, bool)
    level[:, :-1] |= winner[:, :-1] != winner[:, 1:]
    level[:-1] |= winner[:-1] != winner[1:]
    found = over(grid, asked).edges
    assert not (found & ~level).any()
    assert found.sum() >= 0.5 * level.sum()


@pytest.mark.parametrize("step", [1, 2, 5])
def test_what_is_linear_is_interpolated_exactly(step: int) -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, step)
    x, y = centres(1, 2)
    found = grid.halves(np.stack((3.0 * grid.nodes[0] - grid.nodes[1], grid.nodes[1])))
    np.testing.assert_allclose(found, np.stack((3.0 * x - y, y)), atol=1e-12)


def test_a_large_network_on_a_large_map_is_asked_at_fewer_points() -> None:
    small, large = Network((16, 16), 2, ("relu",) * 2), Network((128,) * 8, 2, ("tanh",) * 8)
    half, whole = (42, 22), (244, 98)
    assert spacing(*half, small, maps=2) == 1
    assert spacing(*whole, small, 1) > 1
    assert spacing(*whole, large, 1) > spacing(*half, large, 1) > 1
    assert spacing(*half, large, 4) > spacing(*half, large, 1)
    grid = Grid(SQUARE, *whole, spacing(*whole, large, 1))
    assert grid.points == grid.nodes.shape[1] < 600


def test_where_numbers_are_not_finite_there_is_no_class() -> None:
    grid = Grid(SQUARE, COLUMNS, ROWS, 1)
    made = over(grid, asked(grid, np.full(6, np.nan)))
    assert (made.best == UNKNOWN).all()
    assert not made.sureness.any()
    assert not made.edges.any()
