"""Whether the gradient vanishes or explodes on its way back from the output to the input."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from tuiopt_kernels.data import Array

Kind = Literal["steady", "vanishing", "exploding", "zero"]

VANISHING = 0.01
"""The first layer's gradient over the last one's below which it has vanished: under one α for all,
gradient descent moves the first layer a hundred times less than the last."""

EXPLODING = 100.0
"""The same, above which it has exploded: an α that is right for the first layer leaves the last one
where it is."""

_TEXTS: dict[Kind, tuple[str, str]] = {
    "steady": ("gradients of like size in the first and the last layer", "steady gradients"),
    "vanishing": (
        "the gradient vanishes towards the input: the first layer hardly learns",
        "vanishing gradient",
    ),
    "exploding": (
        "the gradient explodes towards the input: the first layer overshoots",
        "exploding gradient",
    ),
    "zero": ("no gradient in the first nor in the last layer: neither moves", "no gradient"),
}


@dataclass(frozen=True, slots=True)
class GradientFlow:
    """The gradient's norms in the first and the last layer, and first/last.

    The ratio is NaN where both are 0, or one of them is NaN. `texts` tell it: in full first, then
    in fewer words.
    """

    kind: Kind
    first: float
    last: float
    ratio: float
    texts: tuple[str, str]


def gradient_flow(norms: Array) -> GradientFlow:
    """From (layers,) norms of the layers' gradients, the input's layer first.

    What is not finite has exploded.
    """
    first, last = float(norms[0]), float(norms[-1])
    kind: Kind = "steady"
    ratio = first / last if last else math.inf if first else math.nan
    if first == last == 0.0:
        kind = "zero"
    elif not (math.isfinite(first) and math.isfinite(last)) or ratio > EXPLODING:
        kind = "exploding"
    elif ratio < VANISHING:
        kind = "vanishing"
    return GradientFlow(kind, first, last, ratio, _TEXTS[kind])
