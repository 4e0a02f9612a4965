"""Surfaces written as formulas against the built-in ones that they repeat.

    python tests/benchmarks/formulas.py

Both kernels run in turn from the same start; a pair's ratio is the median over the repeats of
formula time / built-in time.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from prepared import arguments
from trajectories import RATES, REPEATS, SLOWER, STEPS, seconds

from tuiopt_kernels import compiled, formulas
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

from formula_cases import FORMULAS

REPEATED = ("ravine", "rosenbrock", "himmelblau", "beale", "rastrigin")
RACERS = ("momentum", "adam")


def measure(optimizer: Optimizer, surface: Surface) -> tuple[float, float, float]:
    """Formula and built-in surface in ns a step, and their ratio."""
    written = formulas.surface(FORMULAS[surface.name], surface.domain, surface.start)
    alpha = RATES[optimizer.name] * SLOWER.get(surface.name, 1.0)
    pair = [
        (compiled.trajectory(optimizer, one), arguments(optimizer, one, alpha, STEPS))
        for one in (written, surface)
    ]
    runs = [(lambda a, kernel=kernel: kernel(*a), made) for kernel, made in pair]
    times = [tuple(seconds(*run) for run in runs) for _ in range(1 + REPEATS)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    return ours / STEPS * 1e9, theirs / STEPS * 1e9, ratio


def main() -> None:
    ratios = {}
    print(f"{'ns/step':24} {'formula':>8} {'built-in':>8} {'ratio':>8}")
    for name in REPEATED:
        for racer in RACERS:
            pair = f"{racer}/{name}"
            ours, theirs, ratios[pair] = measure(OPTIMIZERS[racer], SURFACES[name])
            print(f"{pair:24} {ours:8.2f} {theirs:8.2f} {ratios[pair]:8.3f}", flush=True)
    worst = max(ratios, key=ratios.__getitem__)
    print(f"\ngeometric mean {statistics.geometric_mean(ratios.values()):.3f}")
    print(f"worst {ratios[worst]:.3f} ({worst})")


if __name__ == "__main__":
    main()
