"""A library's numbers for a case: from the golden files, or computed now where it is there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
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
    pytest.importorskip(case.library)
    library = import_module(f"by_{case.library}")
    fed = rule_cases.gradients()
    return {"gradients": fed, **library.rule(case, fed)}


def _load(folder: str, key: str) -> Arrays:
    with np.load(GOLDEN / folder / f"{key}.npz") as arrays:
        return dict(arrays)
