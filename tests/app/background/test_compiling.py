"""Kernels that another process compiles: from the cache, or from this process all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """\
import sys
sys.path[:0] = {paths!r}
from nets import arguments
from network_cases import network_case
from trial import arguments as trial
from tuiopt.app.background import compiling
from tuiopt_kernels import compiled, formulas
from tuiopt_kernels.machine import kernel
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.surfaces import SURFACES

compiler = compiling.Compiler(compiled.FOLDER)
compiled.compile_elsewhere(compiler.compile)
made = []
real = kernel.njit
def counted(*given, **named):
    def compile(loop):
        found = real(*given, **named)(loop)
        if named["cache"]:
            made.append(len(found.stats.cache_misses))
        else:
            made.append(1)
        return found
    return compile

kernel.njit = counted
{change}
gd, adam = OPTIMIZERS["gd"], OPTIMIZERS["adam"]
points = []
def step(optimizer, surface):
    state, *rest = trial(optimizer, surface, 1, 0.25)
    compiled.trajectory(optimizer, surface)(state, *rest)
    points.append(str(state[1]))

step(gd, formulas.surface("x**2 + y**2", ((-2.0, 2.0), (-2.0, 2.0)), (1.0, 0.0)))
{between}
step(gd, SURFACES["bowl"])
{network}
print(*points, sum(made))
"""

NOT_AT_ALL = "sys.executable = '/nowhere/python'"
NO_ANSWER = "compiling.PROGRAM = '# {path}'"
NOT_TO_BE_SENT = "formulas.FormulaSurface.__reduce__ = lambda surface: (lambda: None, ())"
KILLED = "compiler._process.kill(); compiler._process.wait()"
X = "0.5 -1.25"
"""Of gradient descent with α = 0.25 on x² + y², from 1 and from the bowl's own -2.5."""

IMPATIENT = """
serve = "compiling.IDLE = 0.1; compiling.serve()"
compiling.PROGRAM = compiling.PROGRAM.replace("compiling.serve()", serve)
"""
ENDED = "compiler._process.wait()"
TRAINING = """
training = compiled.training(adam)
points.append(training(*arguments(network_case(2, 3), adam, 0.01)))
"""


def run(folder: Path, change: str = "", between: str = "", network: str = "") -> str:
    """What is printed: x after a step on each of two surfaces, the steps of a training, the number
    of kernels that this process compiled.
    """
    tests = Path(__file__).parents[2]
    paths = [str(tests / "helpers"), str(tests / "golden")]
    program = PROGRAM.format(paths=paths, change=change, between=between, network=network)
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        env={**os.environ, "NUMBA_CACHE_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.strip()


def test_nothing_is_compiled_here(tmp_path: Path) -> None:
    assert run(tmp_path, network=TRAINING) == f"{X} 3 0"
    assert run(tmp_path, NOT_AT_ALL, network=TRAINING) == f"{X} 3 0"  # all are in the cache


@pytest.mark.parametrize("change", [NOT_AT_ALL, NO_ANSWER])
def test_where_there_is_no_other_process_kernels_are_compiled_here(
    tmp_path: Path, change: str
) -> None:
    assert run(tmp_path, change) == f"{X} 2"


def test_what_cannot_be_sent_is_compiled_here(tmp_path: Path) -> None:
    assert run(tmp_path, NOT_TO_BE_SENT) == f"{X} 1"


@pytest.mark.parametrize(("change", "between"), [("", KILLED), (IMPATIENT, ENDED)])
def test_one_that_is_gone_is_started_again(tmp_path: Path, change: str, between: str) -> None:
    assert run(tmp_path, change, between) == f"{X} 0"
