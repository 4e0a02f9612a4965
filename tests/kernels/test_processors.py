"""Kernels for a processor without wide vectors and fused products give the same bits."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from nets import arguments
from network_cases import network_case

from tuiopt_kernels import compiled
from tuiopt_kernels.optimizers import OPTIMIZERS

CASES = (2, 9)
STEPS = 20


def digest() -> str:
    """Of all that training leaves."""
    told = hashlib.sha256()
    for number in CASES:
        given = arguments(network_case(number, STEPS), OPTIMIZERS["adam"], 0.01)
        assert compiled.training(OPTIMIZERS["adam"])(*given) == STEPS
        for array in given.arrays:
            told.update(array.tobytes())
    return told.hexdigest()


def test_a_plain_processor_gives_the_same_bits(tmp_path: Path) -> None:
    script = "import test_processors; print(test_processors.digest())"
    changes = {"NUMBA_CPU_NAME": "generic", "NUMBA_CACHE_DIR": str(tmp_path)}
    path = os.pathsep.join(sys.path)
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **changes, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == digest()
