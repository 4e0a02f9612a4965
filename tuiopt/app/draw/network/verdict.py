"""What a network's errors say, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tuiopt.app.draw.numbers import percent
from tuiopt.labs.network.diagnosis import diagnose


@dataclass(frozen=True, slots=True)
class Verdict:
    """`texts` from long to short; `advice` is "" where nothing is wrong."""

    texts: tuple[str, ...]
    advice: str = ""


def verdict(train: float, dev: float) -> Verdict:
    """From the errors on both parts, shares, NaN where they are not known."""
    if math.isnan(train):
        return Verdict(("not scored yet",))
    if math.isnan(dev):
        return Verdict((f"{percent(train)} wrong on train", percent(train)))
    found = diagnose(train, dev)
    both = f"{percent(train)} wrong on train, {percent(dev)} on dev"
    advice = f"try {', '.join(found.recipe)}" if found.recipe else ""
    return Verdict((f"{found.kind}: {both}", found.kind), advice)
