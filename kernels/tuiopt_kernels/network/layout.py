"""Where a network's parameters lie in one flat vector, and the table that tells the kernels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import ACTIVATIONS

Table = npt.NDArray[np.int64]

NUMBERS: Mapping[str, int] = MappingProxyType({name: i for i, name in enumerate(ACTIVATIONS)})
"""Of the activations, in a network's table."""

NO_NORM, BEFORE, AFTER = range(3)
"""Where a layer has batch norm: nowhere, before or after the activation."""

COLUMNS = range(13)
INPUTS, OUTPUTS, FIRST, UNIT, ACTIVATION, NORM, DROPPED, FROZEN = COLUMNS[:8]
BELOW, NORMAL, ACTIVE, HANDED, DELTA = COLUMNS[8:]
"""The columns of a network's table, which has a row a layer.

`FIRST` is the offset of the layer's parameters: W (inputs × outputs, row by row), then b, or γ and
β. `UNIT` is the number of its first unit, `DROPPED` tells whether there is dropout. The others are
rows of the room to work in: where its inputs begin, its z_norm, its h, what it hands on (its h, or
what batch norm or dropout made of that), ∂J/∂.
"""

LAYER = (0,) * 8, (0,) * 5
"""The shape of a row of the table: what a layer is, and its rows in the room to work in."""

ONES, LABELS, HIGHEST, TOTALS, SAMPLES = range(5)
LOSSES = HIGHEST
"""Rows of the room to work in: ones; the batch's labels; what the softmax needs, in place of the
first of which come the losses; from here on the inputs."""

LINE = 8
"""Numbers in a line of a processor's cache."""

L2_AT, MOMENTUM_AT, KEEP_AT = range(3)
"""The places in a network's settings; from `KEEP_AT` on one a layer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A tensor among the parameters; `layer` counts from 1."""

    name: str
    layer: int
    shape: tuple[int, ...]
    offset: int

    @property
    def span(self) -> slice:
        return slice(self.offset, self.offset + math.prod(self.shape))


@dataclass(frozen=True)
class Network:
    """A fully connected classifier: hidden layers, then a linear layer with softmax.

    `activations` and `keep_probs` have one entry a hidden layer; `batch_norm` is True where it
    stands before the activation, "after" where after it. `frozen` layers count from 1 to hidden
    layers + 1. The output layer has W and b only.
    """

    hidden: tuple[int, ...]
    classes: int
    activations: tuple[str, ...]
    batch_norm: bool | Literal["after"] = False
    momentum: float = 0.9
    keep_probs: tuple[float, ...] = ()
    frozen: frozenset[int] = frozenset()
    inputs: int = 2

    def __post_init__(self) -> None:
        keep_probs = self.keep_probs or (1.0,) * len(self.hidden)
        object.__setattr__(self, "keep_probs", keep_probs)
        if not len(self.hidden) == len(self.activations) == len(keep_probs):
            raise ValueError("one activation and one keep_prob a hidden layer")

    @property
    def layers(self) -> int:
        return len(self.hidden) + 1

    @property
    def units(self) -> int:
        """Of all layers, those of the output included."""
        return sum(self.hidden) + self.classes

    @property
    def norm(self) -> int:
        """Where the hidden layers have batch norm."""
        return AFTER if self.batch_norm == "after" else BEFORE if self.batch_norm else NO_NORM

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All tensors in their order: W1, b1 (or gamma1, beta1), W2, ..., the output's W and b."""
        pieces: list[Piece] = []
        offset = 0
        for name, layer, shape in self._shapes():
            pieces.append(Piece(name, layer, shape, offset))
            offset += math.prod(shape)
        return tuple(pieces)

    def _shapes(self) -> Iterator[tuple[str, int, tuple[int, ...]]]:
        widths = (self.inputs, *self.hidden, self.classes)
        for layer in range(1, self.layers + 1):
            outputs = widths[layer]
            yield f"W{layer}", layer, (widths[layer - 1], outputs)
            if self.norm and layer < self.layers:
                yield f"gamma{layer}", layer, (outputs,)
                yield f"beta{layer}", layer, (outputs,)
            else:
                yield f"b{layer}", layer, (outputs,)

    @property
    def size(self) -> int:
        """How many learnable parameters there are."""
        last = self.pieces[-1]
        return last.offset + math.prod(last.shape)

    def named(self, parameters: Array) -> dict[str, Array]:
        """Views of a flat vector, (size,), by their names."""
        return {p.name: parameters[p.span].reshape(p.shape) for p in self.pieces}

    def named_running(self, running: Array) -> dict[str, Array]:
        """Views of the running averages, (2, units): running_mean1, running_var1, ..."""
        named: dict[str, Array] = {}
        unit = 0
        for layer, outputs in enumerate(self.hidden, 1):
            if self.norm:
                named[f"running_mean{layer}"] = running[0, unit : unit + outputs]
                named[f"running_var{layer}"] = running[1, unit : unit + outputs]
            unit += outputs
        return named

    @cached_property
    def moving(self) -> Table:
        """(k, 2) int64: begin and end of the parameters that move, between frozen layers."""
        spans: list[list[int]] = []
        for piece in self.pieces:
            if piece.layer in self.frozen:
                continue
            if spans and spans[-1][1] == piece.offset:
                spans[-1][1] = piece.span.stop
            else:
                spans.append([piece.offset, piece.span.stop])
        return np.array(spans, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def table(self) -> Table:
        """(layers, 13) int64, what the kernels know of the layers; see the columns above."""
        widths = (self.inputs, *self.hidden, self.classes)
        first = [piece.offset for piece in self.pieces if piece.name.startswith("W")]
        # Of ∂J/∂ there are never more than two layers' at a time: they take turns.
        turns = [SAMPLES + self.inputs, SAMPLES + self.inputs + max(widths[1::2])]
        below, unit, row = SAMPLES, 0, turns[1] + max(widths[2::2], default=0)
        rows = []
        for i, outputs in enumerate(widths[1:]):
            inner = i < len(self.hidden)
            norm = self.norm if inner else NO_NORM
            dropped = inner and self.keep_probs[i] < 1.0
            active = row + outputs * (norm != NO_NORM)
            handed = active + outputs * (norm == AFTER or dropped)
            activation = NUMBERS[self.activations[i] if inner else "linear"]
            head = (widths[i], outputs, first[i], unit, activation, norm, dropped)
            rows.append((*head, i + 1 in self.frozen, below, row, active, handed, turns[i % 2]))
            below, unit, row = handed, unit + outputs, handed + outputs
        return np.array(rows, dtype=np.int64)

    def settings(self, l2: float = 0.0) -> Array:
        """λ, the momentum of the running averages, a keep_prob a layer."""
        return np.array([l2, self.momentum, *self.keep_probs, 1.0])


def workspace(table: Table, width: int) -> Array:
    """Room for batches of up to `width` samples, which lie side by side: (rows, width).

    It begins where a line of the processor's cache does: vectors across two take a tenth longer.
    """
    rows = int(table[-1, HANDED] + table[-1, OUTPUTS])
    room = np.empty(rows * width + LINE)
    begin = -(room.ctypes.data // room.itemsize) % LINE
    work = room[begin : begin + rows * width].reshape(rows, width)
    work[ONES] = 1.0
    return work
