"""Whether the gradient vanishes or explodes on its way back from the output to the input."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.layout import Network

Kind = Literal["steady", "vanishing", "exploding", "zero"]

VANISHING = 0.01
"""The first layer's gradient over the last one's below which it has vanished: under one α for all,
gradient descent moves the first layer a hundred times less than the last."""

EXPLODING = 100.0
"""The same, above which it has exploded: an α that is right for the first layer leaves the last one
where it is."""

_TEXTS: dict[Kind, tuple[str, str]] = {
    "steady": ("the gradient comes through to layer {}", "steady gradient"),
    "vanishing": (
        "the gradient vanishes towards the input: layer {} hardly learns",
        "vanishing gradient",
    ),
    "exploding": (
        "the gradient explodes towards the input: layer {} overshoots",
        "exploding gradient",
    ),
    "zero": ("no gradient: no layer moves", "no gradient"),
}
"""In full, with the number of the first layer, then in fewer words."""


@dataclass(frozen=True, slots=True)
class GradientFlow:
    """`texts` tell it: in full first, then in fewer words."""

    kind: Kind
    texts: tuple[str, str]


def gradient_flow(network: Network, norms: Array) -> GradientFlow | None:
    """From (layers,) norms of the layers' gradients, the input's layer first.

    By the ratio of the first to the last; frozen layers have no gradient and are left out. What is
    infinite has exploded. None where one is NaN: not known, as before the first step.
    """
    moving = [n for n in range(1, network.layers + 1) if n not in network.frozen]
    first, last = (float(norms[moving[i] - 1]) if moving else 0.0 for i in (0, -1))
    if math.isnan(first + last):
        return None
    ratio = first / last if last else math.inf if first else math.nan
    kind: Kind = "steady"
    if first == last == 0.0:
        kind = "zero"
    elif math.isinf(first + last) or ratio > EXPLODING:
        kind = "exploding"
    elif ratio < VANISHING:
        kind = "vanishing"
    full, short = _TEXTS[kind]
    return GradientFlow(kind, (full.format(*moving[:1]), short))
