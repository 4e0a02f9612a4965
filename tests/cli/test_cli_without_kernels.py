"""`tuiopt run` where kernels are not to be had: one line says so, and the numbers are the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]

RACE = """\
format = 1
title = "A long race"
[problem]
surface = "ravine"
[play]
steps = 30_000
[[runs]]
optimizer = "adam"
learning_rate = 0.001
"""

NETWORK = """\
format = 1
title = "A network"
lab = "network"
[data]
name = "moons"
samples = 40
[network]
hidden = [3]
[play]
epochs = 100
batch_size = 8
[[runs]]
optimizer = "adam"
learning_rate = 0.1
"""


@pytest.fixture
def machines(tmp_path: Path) -> dict[str, dict[str, str]]:
    """The variables of machines on which something is missing."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "numba.py").write_text('raise ImportError("no Numba here")\n')
    return {
        "no compiler": {"NUMBA_DISABLE_JIT": "1"},
        "no Numba": {"PYTHONPATH": str(tmp_path / "none")},
        "no cache": {"NUMBA_CACHE_DIR": "/dev/null/kernels", "TMPDIR": str(tmp_path)},
    }


@pytest.mark.parametrize(
    ("machine", "told"),
    [
        ("no compiler", "kernels are not available, so this is slow: NUMBA_DISABLE_JIT is set"),
        ("no Numba", "kernels are not available, so this is slow: no Numba here"),
        ("no cache", "is not writable: kernels are in"),
    ],
)
@pytest.mark.parametrize("scenario", [RACE, NETWORK], ids=["race", "network"])
def test_it_goes_on_with_the_same_numbers(
    tuiopt: Command,
    tmp_path: Path,
    machines: dict[str, dict[str, str]],
    machine: str,
    told: str,
    scenario: str,
) -> None:
    (tmp_path / "one.toml").write_text(scenario)
    usual = tuiopt("run", "one.toml", "-o", "usual.csv")
    done = tuiopt("run", "one.toml", "-o", "other.csv", env=machines[machine])
    assert (usual.returncode, done.returncode) == (0, 0)
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("tuiopt: ")
    assert told in line
    assert (tmp_path / "other.csv").read_bytes() == (tmp_path / "usual.csv").read_bytes()
    assert done.stdout.replace(b"other.csv", b"usual.csv") == usual.stdout
