"""Whether the lines of a step card can be worked: each over numbers that are known by then."""

from __future__ import annotations

import itertools

from tuiopt_kernels.expression import names, parse
from tuiopt_kernels.spec import Line, Optimizer


def unworkable(optimizer: Optimizer) -> str | None:
    """What is wrong with a line of the card or of the rate, in any run; None where nothing is.

    Raises ValueError for what is no arithmetic of step cards.
    """
    for corrected, penalty in itertools.product((False, True), repeat=2):
        recorded = {"update", "x", *optimizer.slots, *optimizer.shown_with(corrected)}
        known = {"gradient", "x", "t", "alpha", "l2", *optimizer.slots, *optimizer.clocked}
        known |= {hyper.name for hyper in optimizer.hyper}
        if optimizer.solve is not None:
            known |= {"curvature", "mixed"}
        rate = optimizer.effective_rate(corrected)
        for line in (*optimizer.lines(corrected, penalty), *(() if rate is None else (rate,))):
            if line.name in recorded:
                known.add("rule")
            unknown = _named(line, optimizer) - known
            if unknown:
                given = ", ".join(sorted(known))
                return f"{min(unknown)} in {line.name} = {line.expression} is none of {given}"
            known.add(line.name)
    return None


def _named(line: Line, optimizer: Optimizer) -> set[str]:
    """The numbers that a line needs; of the other coordinate too, where the rule couples them."""
    found = names(parse(line.expression))
    return {name.removesuffix("_other") if optimizer.solve else name for name in found}
