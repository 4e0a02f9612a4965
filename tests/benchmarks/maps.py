"""How long a surface takes over the map of the largest screen, 240×70 cells.

    python tests/benchmarks/maps.py

In milliseconds, for a value a half block and for a value a braille dot, which is what the screen
draws from. Each round goes through all surfaces, so that what slows the machine for a while slows
all of them; "spread" is the range of the middle half of the rounds.
"""

from __future__ import annotations

import statistics
from time import perf_counter

from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.solve.field import field
from tuiopt_kernels.spec import Surface
from tuiopt_kernels.surfaces import SURFACES

GRIDS = {"half blocks": (240, 140), "dots": (480, 280)}
"""(columns, rows) of values."""

ROUNDS = 51


def problem(surface: Surface) -> Problem:
    params = tuple(hyper.default for hyper in surface.params)
    return Problem(surface, params, surface.start, surface.domain, noise=0.0, seed=0)


def milliseconds(made: Problem, columns: int, rows: int) -> float:
    began = perf_counter()
    field(made, made.view, columns, rows)
    return 1e3 * (perf_counter() - began)


def main() -> None:
    problems = [problem(surface) for surface in SURFACES.values()]
    # By grid and surface, a list of one number a round.
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for name, size in GRIDS.items():
            for made in problems:
                own = times.setdefault((name, made.surface.name), [])
                own.append(milliseconds(made, *size))
    print(" " * 16 + "".join(f"{name:>18}" for name in GRIDS))
    print(" " * 16 + f"{'median':>10}{'spread':>8}" * len(GRIDS))
    for surface in SURFACES:
        row = f"{surface:16}"
        for name in GRIDS:
            low, median, high = statistics.quantiles(times[name, surface], n=4)
            row += f"{median:10.3f}{high - low:8.3f}"
        print(row)


if __name__ == "__main__":
    main()
