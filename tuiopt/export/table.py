"""What files are made of: a trace as one table in blocks, and as named arrays in pieces.

Blocks and pieces keep the memory small: a race may have 4,000,000 rows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tuiopt.scenario.model import Scenario

Cells = npt.NDArray[Any]
"""One column of some rows, (rows,): int64, or float64 with NaN where a cell is empty."""

BLOCK = 4096
"""Rows in a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows of one run, whose number is from 0: the cells of every column."""

    run: int
    columns: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class NamedArray:
    """An array under its name in an archive, in pieces along its first axis."""

    name: str
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    pieces: Iterable[npt.NDArray[Any]]


def whole(name: str, array: npt.NDArray[Any]) -> NamedArray:
    """An array in one piece."""
    return NamedArray(name, array.dtype, array.shape, (array,))


class Table(ABC):
    """A lab's trace as files have it."""

    scenario: Scenario

    @property
    def labels(self) -> list[str]:
        """Of the runs."""
        return [run.label for run in self.scenario.runs]

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """The names of all columns after `run`, `step` first."""

    @abstractmethod
    def column(self, run: int, name: str) -> Cells:
        """All cells of one column of a run, whose number is from 0."""

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """All rows, run after run, step after step."""

    @abstractmethod
    def arrays(self) -> Iterator[NamedArray]:
        """What an archive holds besides `labels` and `scenario`."""
