"""Recorded trajectories against loops written by hand in C, with gcc.

Before they are timed, the kernel's record is held against those of the interpreter and of C, bit
for bit.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from paired import Contest, Run, timed
from pairs import ON, RATES, Pair, pair
from prepared import Arguments

from tuiopt_kernels import compiled, interpreted

TITLE = "kernel / C"
GOAL = "at most 1.05, no pair above 1.3"
REPEATS = 15
CHECKED_STEPS = 300

IEEE = ("-ffp-contract=off",)  # no fused multiply-add: the bits of the kernels
FASTER = ("-fno-math-errno", "-fno-tree-slp-vectorize")  # than -O3 alone, by about a tenth
FLAGS = ("-O3", "-march=native", *IEEE, *FASTER)


def contests() -> Iterator[Contest]:
    """Raises FileNotFoundError where there is no gcc."""
    with tempfile.TemporaryDirectory() as folder:
        loops = library(Path(folder))
    for surface in ON:
        for optimizer in RATES:
            one = pair(optimizer, surface)
            kernel, by_hand, plain = engines(loops, one)
            assert_same_bits((kernel, by_hand, plain), one)
            a = one.arguments()
            yield Contest(str(one), timed(kernel, a), timed(by_hand, a))


def library(folder: Path) -> ctypes.CDLL:
    built = folder / "trajectories.so"
    source = Path(__file__).with_name("by_hand") / "trajectories.c"
    subprocess.run(["gcc", *FLAGS, "-shared", "-fPIC", "-o", built, source, "-lm"], check=True)
    return ctypes.CDLL(str(built))


def engines(loops: ctypes.CDLL, pair: Pair) -> tuple[Run, Run, Run]:
    """The kernel, the C loop and the interpreter for a pair."""
    optimizer, surface, _ = pair
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


def assert_same_bits(runs: tuple[Run, ...], pair: Pair) -> None:
    """All runs leave the same bits in the record and in the state."""
    left = []
    for run in runs:
        a = pair.arguments(CHECKED_STEPS)
        assert run(a) == CHECKED_STEPS, pair
        left.append([part.tobytes() for part in a])
    assert all(other == left[0] for other in left), pair
