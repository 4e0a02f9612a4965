"""Bias and variance, told from a network's errors on the train and the dev part.

High bias is a high error on train: the base error, that of the best possible classifier, is taken
as 0, which holds for data whose classes do not overlap. High variance is a wide gap from train to
dev, not a high error on dev.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["fine", "high bias", "high variance", "high bias and high variance"]

HIGH_BIAS = 0.05
"""The error on train above which it is high: one sample in twenty, where 0 was possible."""

HIGH_VARIANCE = 0.05
"""The gap from train to dev above which it is wide: more than twice the deviation, 0.02, that the
error on a hundred dev samples has by chance where it is near 0.05."""

AGAINST_BIAS = ("bigger network", "train longer", "other architecture")
AGAINST_VARIANCE = (
    "more data",
    "regularisation (L2, dropout)",
    "early stopping",
    "other architecture",
)
"""The course's recipes, first things first."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`recipe` is what to try, empty where nothing is wrong."""

    kind: Kind
    recipe: tuple[str, ...]


def diagnose(train: float, dev: float) -> Diagnosis | None:
    """From the errors on both parts; None where one is NaN: not known, as before the first epoch.

    Raises ValueError where they are not shares from 0 to 1.
    """
    if math.isnan(train) or math.isnan(dev):
        return None
    if not (0.0 <= train <= 1.0 and 0.0 <= dev <= 1.0):
        raise ValueError(f"errors are shares from 0 to 1, not {train} and {dev}")
    gap = round(dev - train, 12)  # 0.55 − 0.5 is 0.05, not a bit more
    recipe: tuple[str, ...] = ()
    kind: Kind = "fine"
    if train > HIGH_BIAS:
        kind, recipe = "high bias", AGAINST_BIAS
    if gap > HIGH_VARIANCE:
        kind = "high bias and high variance" if recipe else "high variance"
        recipe = tuple(dict.fromkeys(recipe + AGAINST_VARIANCE))
    return Diagnosis(kind, recipe)
