"""Trained networks as a table, and as all that another program needs to train them again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from tuiopt.export.table import BLOCK, Block, Cells, NamedArray, Table, whole
from tuiopt.labs.network.scenario.model import Data
from tuiopt.labs.network.solve.feed import feed
from tuiopt.labs.network.solve.outcome import best_state
from tuiopt.labs.network.solve.trace import (
    BATCH_LOSS,
    DEV_ERROR,
    DEV_LOSS,
    LEARNING_RATE,
    NORM,
    TRAIN_ERROR,
    TRAIN_LOSS,
    NetworkRunTrace,
    NetworkTrace,
    State,
)
from tuiopt.labs.network.solve.weights import begin_anew, begun
from tuiopt_kernels.network.batches import sizes
from tuiopt_kernels.network.training import Feed

STEP_COLUMNS = {"learning_rate": LEARNING_RATE, "batch_loss": BATCH_LOSS, "grad_norm": NORM}
EPOCH_COLUMNS = {
    "train_loss": TRAIN_LOSS,
    "dev_loss": DEV_LOSS,
    "train_error": TRAIN_ERROR,
    "dev_error": DEV_ERROR,
}
"""By their names: their places in `NetworkRunTrace.steps`, and in its `epochs`."""

Given = npt.NDArray[Any]
"""Of a feed: int64 row numbers, uint8 masks, or float64 jitter."""

PIECE = 1 << 20
"""Numbers of dropout masks, or of the like, in a piece."""


class NetworkTable(Table):
    """A row a step, from step 1: the start has no batch. An epoch is told where it ends.

    In an archive each run has arrays of its own, under its number from 0: the columns; parameters
    and running averages by their names at the start (`initial`), after the last step (`final`) and
    after the epoch with the lowest loss on dev (`best`, where there is one), those of layers that a
    phase begins anew (`phase2/initial`); and what the steps took: `batches`, `dropout_masks1` ...
    where a layer has dropout, `jitter` where there is augmentation. Phases with other data have it
    under `phase2/` ...
    """

    def __init__(self, trace: NetworkTrace) -> None:
        self.scenario = trace.scenario
        self._runs = trace.runs

    @property
    def columns(self) -> tuple[str, ...]:
        return ("step", "epoch", *STEP_COLUMNS, *EPOCH_COLUMNS)

    def column(self, run: int, name: str) -> Cells:
        rows = self._runs[run]
        return _cells(rows, name, 0, rows.last)

    def blocks(self) -> Iterator[Block]:
        for number, run in enumerate(self._runs):
            for begin in range(0, run.last, BLOCK):
                end = min(begin + BLOCK, run.last)
                yield Block(number, [_cells(run, name, begin, end) for name in self.columns])

    def arrays(self) -> Iterator[NamedArray]:
        yield from _data(self._runs[0])
        for number, run in enumerate(self._runs):
            yield from _under(f"{number}/", self._of(number, run))

    def _of(self, number: int, run: NetworkRunTrace) -> Iterator[NamedArray]:
        yield from _under("initial/", _network(run.state(0)))
        yield from _begun_later(run)
        yield from _under("final/", _network(run.state(run.last)))
        best = best_state(run)
        if best is not None:
            yield from _under("best/", _network(best))
        yield from _given(run)
        for name in self.columns:
            kind = np.dtype(np.int64 if name in ("step", "epoch") else np.float64)
            yield NamedArray(name, kind, (run.last,), (self.column(number, name),))


def _cells(run: NetworkRunTrace, name: str, begin: int, end: int) -> Cells:
    """A part of a column: the rows of the steps begin + 1 ... end."""
    if name in STEP_COLUMNS:
        return run.steps[begin:end, STEP_COLUMNS[name]]
    steps, ends = np.arange(begin + 1, end + 1), run.scenario.first_steps(run.index)
    if name == "step":
        return steps
    epochs = np.searchsorted(ends, steps)
    if name == "epoch":
        return epochs
    cells = np.full(len(steps), np.nan)
    told = (np.take(ends, epochs) == steps) & (epochs < len(run.epochs))
    cells[told] = run.epochs[epochs[told], EPOCH_COLUMNS[name]]
    return cells


def _under(prefix: str, arrays: Iterator[NamedArray]) -> Iterator[NamedArray]:
    for array in arrays:
        yield NamedArray(prefix + array.name, array.dtype, array.shape, array.pieces)


def _data(run: NetworkRunTrace) -> Iterator[NamedArray]:
    """`x_train`, (rows, 2) as it is used, `y_train`, ...: the same for all runs."""
    before: Data | None = None
    for phase, stage in enumerate(run.setup.stages, 1):
        if stage.data != before:
            before = stage.data
            parts = {"train": before.train, "dev": before.dev, "test": before.test}
            for part, samples in parts.items():
                prefix = f"phase{phase}/" if phase > 1 else ""
                yield whole(f"{prefix}x_{part}", samples.inputs.T)
                yield whole(f"{prefix}y_{part}", samples.labels)


def _network(state: State) -> Iterator[NamedArray]:
    network = state.stage.network
    named = network.named(state.parameters) | network.named_running(state.running)
    for name, array in named.items():
        yield whole(name, array)


def _begun_later(run: NetworkRunTrace) -> Iterator[NamedArray]:
    """What layers begin with that a phase makes anew; the optimizer's slots are then new, too."""
    stages = run.setup.stages
    for phase, (old, new) in enumerate(pairwise(stages), 2):
        layers = begin_anew(old, new)
        names = {piece.name for piece in new.network.pieces if piece.layer in layers}
        names |= {f"running_{what}{layer}" for what in ("mean", "var") for layer in layers}
        fresh = begun(run.scenario, run.index, phase - 1).looked_at()
        for array in _under(f"phase{phase}/initial/", _network(fresh)):
            if array.name.rpartition("/")[2] in names:
                yield array


def _given(run: NetworkRunTrace) -> Iterator[NamedArray]:
    """What the steps took, row t−1 for step t, as wide as the widest batch of all phases."""
    network = run.setup.stages[0].network
    yield _fed(run, "batches", (), lambda given: given.batches, nothing=-1)
    unit = 0
    for layer, (units, keep) in enumerate(zip(network.hidden, network.keep_probs, strict=True), 1):
        if keep < 1.0:
            yield _masks(run, layer, slice(unit, unit + units))
        unit += units
    if run.setup.augment > 0.0:
        yield _fed(run, "jitter", (network.inputs,), lambda given: given.jitter.swapaxes(1, 2))


def _masks(run: NetworkRunTrace, layer: int, span: slice) -> NamedArray:
    def taken(given: Feed) -> Given:
        return given.masks[:, span].swapaxes(1, 2)

    return _fed(run, f"dropout_masks{layer}", (span.stop - span.start,), taken)


def _fed(
    run: NetworkRunTrace,
    name: str,
    inner: tuple[int, ...],
    taken: Callable[[Feed], Given],
    nothing: int = 0,
) -> NamedArray:
    """(steps, widest batch, *inner): what is taken of the feeds, `nothing` where a batch ends."""
    widest = max(_width(run, stage) for stage in range(len(run.setup.stages)))

    def widened(given: Feed) -> Given:
        array, present = taken(given), given.batches >= 0
        wide = np.full((len(array), widest, *inner), nothing, array.dtype)
        wide[:, : present.shape[1]][present] = array[present]
        return wide

    kind = taken(feed(run.scenario, run.index, 0, 1)).dtype
    shape = (run.last, widest, *inner)
    return NamedArray(name, kind, shape, (widened(given) for given in _feeds(run)))


def _feeds(run: NetworkRunTrace) -> Iterator[Feed]:
    """What all steps that were done took, in pieces within a stage."""
    for stage, trained in enumerate(run.setup.stages):
        begin, end = run.scenario.span(run.index, stage)
        size = max(PIECE // (trained.network.units * _width(run, stage)), 1)
        last = min(end, run.last)
        for first in range(begin, last, size):
            yield feed(run.scenario, run.index, first, min(size, last - first))


def _width(run: NetworkRunTrace, stage: int) -> int:
    """The samples in the widest batch of a stage."""
    scenario, samples = run.scenario, len(run.setup.stages[stage].data.train)
    return max(sizes(samples, scenario.batch_size(run.index, stage), scenario.merge_last))
