"""Recorded trajectories against loops written by hand in C, pair by pair.

    python tests/benchmarks/trajectories.py

needs gcc. Kernel and C run in turn on the same arrays; a pair's ratio is the median over the
repeats of kernel time / C time. Before that the kernel's record is held against those of the
interpreter and of C, bit for bit.
"""

from __future__ import annotations

import ctypes
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
from prepared import Arguments, arguments

from tuiopt_kernels import compiled, interpreted
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

Run = Callable[[Arguments], int]

STEPS = 100_000
REPEATS = 15
CHECKED_STEPS = 300

IEEE = ("-ffp-contract=off",)  # no fused multiply-add: the bits of the kernels
FASTER = ("-fno-math-errno", "-fno-tree-slp-vectorize")  # than -O3 alone, by about a tenth
FLAGS = ("-O3", "-march=native", *IEEE, *FASTER)

# Those that are written in C too, so that no run leaves the domain and none decays to denormals
# within 100,000 steps.
RATES = {
    "gd": 1e-3,
    "momentum": 1e-3,
    "heavy-ball": 1e-4,
    "nesterov": 1e-4,
    "rmsprop": 1e-3,
    "adam": 1e-3,
}
SLOWER = {"rosenbrock": 0.1, "beale": 0.1, "saddle": 0.01}


def library(folder: Path) -> ctypes.CDLL:
    built = folder / "trajectories.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["gcc", *FLAGS, "-shared", "-fPIC", "-o", built, source, "-lm"], check=True)
    return ctypes.CDLL(str(built))


def engines(loops: ctypes.CDLL, optimizer: Optimizer, surface: Surface) -> tuple[Run, Run, Run]:
    """The kernel, the C loop and the interpreter for a pair."""
    kernel = compiled.trajectory(optimizer, surface)
    plain = interpreted.trajectory(optimizer, surface)
    function = getattr(loops, f"{optimizer.name}_on_{surface.name}".replace("-", "_"))
    function.restype = ctypes.c_long

    def by_hand(a: Arguments) -> int:
        steps: int = function(
            *map(pointer, (a.state, a.settings, a.feed)),
            ctypes.c_long(len(a.feed)),
            pointer(a.out),
            ctypes.c_long(len(a.out)),
        )
        return steps

    return lambda a: kernel(*a), by_hand, lambda a: plain(*a)


def pointer(array: np.ndarray) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def assert_same_bits(runs: tuple[Run, ...], start: Callable[[], Arguments]) -> None:
    """All runs leave the same bits in the record and in the state."""
    left = []
    for run in runs:
        a = start()
        assert run(a) == CHECKED_STEPS
        left.append([part.tobytes() for part in a])
    assert all(other == left[0] for other in left)


def seconds(run: Run, a: Arguments) -> float:
    """The time of a run from its start; of the arrays only the record is changed."""
    fresh = a._replace(state=a.state.copy())
    began = perf_counter()
    steps = run(fresh)
    ended = perf_counter()
    assert steps == len(a.out), f"diverged at step {steps + 1}"
    return ended - began


def measure(loops: ctypes.CDLL, optimizer: Optimizer, surface: Surface) -> tuple[float, ...]:
    """Kernel and C in ns a step, and their ratio."""
    alpha = RATES[optimizer.name] * SLOWER.get(surface.name, 1.0)
    kernel, by_hand, plain = engines(loops, optimizer, surface)
    assert_same_bits(
        (kernel, by_hand, plain), lambda: arguments(optimizer, surface, alpha, CHECKED_STEPS)
    )
    a = arguments(optimizer, surface, alpha, STEPS)
    times = [(seconds(kernel, a), seconds(by_hand, a)) for _ in range(1 + REPEATS)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    return ours / STEPS * 1e9, theirs / STEPS * 1e9, ratio


def main() -> None:
    ratios = {}
    print(f"{'ns/step':24} {'kernel':>8} {'C':>8} {'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        loops = library(Path(folder))
        for surface in SURFACES.values():
            for optimizer in map(OPTIMIZERS.__getitem__, RATES):
                pair = f"{optimizer.name}/{surface.name}"
                ours, theirs, ratios[pair] = measure(loops, optimizer, surface)
                print(f"{pair:24} {ours:8.2f} {theirs:8.2f} {ratios[pair]:8.3f}", flush=True)
    worst = max(ratios, key=ratios.__getitem__)
    print(f"\n{len(ratios)} pairs; kernel, C and interpreter: same bits, {CHECKED_STEPS} steps")
    print(f"geometric mean {statistics.geometric_mean(ratios.values()):.3f}")
    print(f"worst {ratios[worst]:.3f} ({worst})")


if __name__ == "__main__":
    main()
