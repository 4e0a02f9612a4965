"""How many parameters a network learns, counted as in text books."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tuiopt_kernels.network.layout import Network

_SIGNS = {"gamma": " γ", "beta": " β"}


@dataclass(frozen=True, slots=True)
class LayerCount:
    """`layer` counts from 1; `formula` is what `count` is made of: "2·3 + 3"."""

    layer: int
    formula: str
    count: int


def counts(network: Network) -> tuple[LayerCount, ...]:
    """Layer by layer, the output last; they add up to `network.size`.

    Inputs · outputs + biases, "2·3 + 3"; under batch norm no bias: "2·3 + 3 γ + 3 β".
    """
    counted = []
    for layer in range(1, network.layers + 1):
        pieces = [piece for piece in network.pieces if piece.layer == layer]
        terms = [
            "·".join(map(str, piece.shape)) + _SIGNS.get(piece.name.removesuffix(str(layer)), "")
            for piece in pieces
        ]
        count = sum(math.prod(piece.shape) for piece in pieces)
        counted.append(LayerCount(layer, " + ".join(terms), count))
    return tuple(counted)
