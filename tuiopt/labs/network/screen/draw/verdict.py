"""What a network's errors say, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tuiopt.labs.network.solve.diagnosis import diagnose
from tuiopt.picture.numbers import percent


@dataclass(frozen=True, slots=True)
class Verdict:
    """`texts` from long to short; `advice` is "" where nothing is wrong."""

    texts: tuple[str, ...]
    advice: str = ""


def verdict(train: float, dev: float) -> Verdict:
    """From the errors on both parts, shares, NaN where they are not known."""
    found = diagnose(train, dev)
    if found is None:
        known = () if math.isnan(train) else (f"{percent(train)} wrong on train", percent(train))
        return Verdict(known or ("·",))
    kind = found.kind.replace(" and high ", " + ")
    both = f"{percent(train)} wrong on train, {percent(dev)} on dev"
    short = f"{kind}: {percent(train)} train, {percent(dev)} dev"
    advice = f"try: {', '.join(found.recipe)}" if found.recipe else ""
    return Verdict((f"{found.kind}: {both}", f"{kind}: {both}", short, found.kind, kind), advice)
