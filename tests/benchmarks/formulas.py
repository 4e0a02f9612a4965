"""Surfaces written as formulas against the built-in ones that they repeat."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from paired import Contest, kernel
from pairs import pair

from tuiopt_kernels import formulas

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

from formula_cases import FORMULAS

TITLE = "formula / built-in surface"
GOAL = "at most 1.2"
REPEATS = 15

REPEATED = ("ravine", "rosenbrock", "himmelblau", "beale", "rastrigin")
RACERS = ("momentum", "adam")


def contests() -> Iterator[Contest]:
    for name in REPEATED:
        for racer in RACERS:
            built_in = pair(racer, name)
            its = built_in.surface
            written = formulas.surface(FORMULAS[name], its.domain, its.start)
            yield Contest(
                str(built_in), kernel(built_in._replace(surface=written)), kernel(built_in)
            )
