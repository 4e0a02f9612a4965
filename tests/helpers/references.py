"""A library's numbers for a case: from the golden files, or computed now where it is there."""

from __future__ import annotations

import functools
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import numpy as np
import numpy.typing as npt
import pytest
import rule_cases
from rule_case import RuleCase
from surface_cases import SurfaceCase

Arrays = dict[str, npt.NDArray[np.float64]]

both_sources = pytest.mark.parametrize("source", ["golden", "live"])

GOLDEN = Path(rule_cases.__file__).parent


def surface_reference(case: SurfaceCase, source: Literal["golden", "live"]) -> Arrays:
    """`points`, `value`, `gradient` and `hessian` of `by_torch.surface`."""
    if source == "golden":
        return _load("surfaces", case.key)
    pytest.importorskip("torch")
    import by_torch

    return by_torch.surface(case)


def rule_reference(case: RuleCase, source: Literal["golden", "live"]) -> Arrays:
    """`gradients`, and what the case's library makes of them: x and the slots after each step."""
    if source == "golden":
        return {**_load("rules", "gradients"), **_load("rules", case.key)}
    if find_spec(case.library) is None:
        pytest.skip(f"{case.library} is not installed")
    fed = rule_cases.gradients()
    if case.library == "optax":
        return {"gradients": fed, **_by_optax(case)}
    import by_torch

    return {"gradients": fed, **by_torch.rule(case, fed)}


def _by_optax(case: RuleCase) -> Arrays:
    found = _all_by_optax()
    return {key.partition("/")[2]: found[key] for key in found if key.startswith(f"{case.key}/")}


@functools.cache
def _all_by_optax() -> Arrays:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "optax.npz"
        subprocess.run([sys.executable, str(GOLDEN / "by_optax.py"), str(file)], check=True)
        with np.load(file) as arrays:
            return dict(arrays)


def network_reference(key: int | str, source: Literal["golden", "live"]) -> Arrays:
    """Of a case's number `network_by_torch.one_batch`, of an optimizer's name `trained`."""
    if source == "golden":
        return _load("networks", f"trained-{key}" if isinstance(key, str) else f"batch-{key}")
    pytest.importorskip("torch")
    import network_by_torch
    from network_cases import network_case, trained_case

    if isinstance(key, str):
        return network_by_torch.trained(trained_case(), key)
    return network_by_torch.one_batch(network_case(key))


def _load(folder: str, key: str) -> Arrays:
    with np.load(GOLDEN / folder / f"{key}.npz") as arrays:
        return dict(arrays)
