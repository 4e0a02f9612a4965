"""The samples of a data set on a map: dots for training, hollow signs for dev."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tuiopt.app.draw.braille import BIT
from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.chart.plot import BRAILLE
from tuiopt.app.draw.viewport import DOTS_X, DOTS_Y, Viewport
from tuiopt.labs.network.scenario.model import Data, Samples
from tuiopt.labs.network.screen.draw.maps.paints import Paints
from tuiopt.labs.network.solve.grid import Ints

HOLLOW = np.array((0, 2, 1, 3, 4, 5))
"""Which of the hollow signs each class has: ○ □ △ ◇ ▽ ☆."""

LETTERS = "·+=~^*"
"""What stands for the training samples of each class where colours tell nothing."""

TRAIN_A_CELL = 2
MOST_TRAIN = 2000
CELLS_A_DEV = 4
"""How many samples a map shows at most: more would be one blot."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The samples on a map, the first ones of each part.

    `train` has (rows, columns) characters with inks, 0 for none; `train_shown` tells how many of
    the samples were looked at. `inside` tells which of the dev samples that were looked at are in
    the view; of these there are `labels` (n,), the cells that they are in, (n,), and the characters
    with inks (n,) of their signs.
    """

    train: Codes
    train_shown: int
    inside: npt.NDArray[np.bool_]
    labels: Ints
    cells: Ints
    signs: Codes


def shown(paints: Paints, viewport: Viewport, data: Data) -> Shown:
    """What there is to see of a data set."""
    cells = viewport.rows * viewport.columns
    train = _first(data.train, min(TRAIN_A_CELL * cells, MOST_TRAIN))
    dev = _first(data.dev, most_dev(viewport))
    x, y, inside = _dots(viewport, dev)
    labels = dev.labels[inside]
    signs = np.array([ord(sign) for sign in paints.look.signs.hollow])
    return Shown(
        _train(paints, viewport, train, data.classes),
        len(train),
        inside,
        labels,
        y // DOTS_Y * viewport.columns + x // DOTS_X,
        (signs[HOLLOW[_kinds(labels)]] + paints.classes(labels)).astype(np.uint32),
    )


def most_dev(viewport: Viewport) -> int:
    """How many dev samples a map looks at."""
    return max(viewport.rows * viewport.columns // CELLS_A_DEV, 1)


def _first(samples: Samples, most: int) -> Samples:
    return Samples(samples.inputs[:, :most], samples.labels[:most])


def _train(paints: Paints, viewport: Viewport, samples: Samples, classes: int) -> Codes:
    """Each cell shows the samples of that class which has the most in it."""
    look = paints.look
    x, y, inside = _dots(viewport, samples)
    labels = samples.labels[inside]
    cells = y // DOTS_Y * viewport.columns + x // DOTS_X
    size = viewport.rows * viewport.columns
    counts = np.bincount(cells * classes + labels, minlength=size * classes)
    counts = counts.reshape(size, classes)
    owner = counts.argmax(axis=1)
    if look.color and not look.signs.ascii_only:
        own = labels == owner[cells]
        glyphs = np.zeros(size, np.int64)
        np.bitwise_or.at(glyphs, cells[own], BIT[y[own] % DOTS_Y, x[own] % DOTS_X])
        glyphs += BRAILLE
    else:
        letters = LETTERS if not look.color else "." * len(LETTERS)
        glyphs = np.array([ord(letter) for letter in look.text(letters)])[_kinds(owner)]
    codes = np.where(counts.any(axis=1), glyphs + paints.classes(owner), 0)
    return codes.reshape(viewport.rows, viewport.columns).astype(np.uint32)


def _kinds(labels: Ints) -> Ints:
    """Which of the signs classes have: those of one colour, from the seventh on, different ones."""
    return (labels + labels // len(HOLLOW)) % len(HOLLOW)


def _dots(viewport: Viewport, samples: Samples) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """The dots of those samples that are in the view, and which these are."""
    x, y = viewport.to_dots(*samples.inputs)
    across, down = viewport.dots
    inside = (x >= 0.0) & (x < across) & (y >= 0.0) & (y < down)
    return x[inside].astype(np.int64), y[inside].astype(np.int64), inside
