"""The first race of a new process: four kernels compiled, and four loaded from the cache.

    python tests/benchmarks/startup.py

Each figure is a median over fresh processes. "kernels" is measured inside the process, after the
imports: four drivers made and run for 200 steps; "process" is the whole, from start to exit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

PROCESSES = 5
RACE = ("gd", "momentum", "rmsprop", "adam")

CHILD = f"""
from time import perf_counter
from prepared import arguments
from tuiopt_kernels import compiled
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.surfaces import SURFACES

ravine = SURFACES["ravine"]
began = perf_counter()
for name in {RACE}:
    optimizer = OPTIMIZERS[name]
    compiled.trajectory(optimizer, ravine)(*arguments(optimizer, ravine, 0.1, 200))
print(perf_counter() - began)
"""


def start(cache: str) -> tuple[float, float]:
    """Seconds for the kernels and for the process."""
    began = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        cwd=Path(__file__).parent,
        env={**os.environ, "NUMBA_CACHE_DIR": cache},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout), perf_counter() - began


def main() -> None:
    cold, cached = [], []
    for _ in range(PROCESSES):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(start(cache))
            cached.append(start(cache))
    print(f"{'four kernels, s':16} {'kernels':>8} {'process':>8}")
    for name, times in (("empty cache", cold), ("cached", cached)):
        kernels, process = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:16} {kernels:8.3f} {process:8.3f}")


if __name__ == "__main__":
    main()
