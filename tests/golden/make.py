"""Writes the golden files with PyTorch: `python tests/golden/make.py`."""

from __future__ import annotations

from pathlib import Path

import by_torch
import numpy as np
from rule_cases import RULE_CASES, gradients
from surface_cases import SURFACE_CASES

HERE = Path(__file__).parent


def main() -> None:
    for folder in ("rules", "surfaces"):
        (HERE / folder).mkdir(exist_ok=True)
    fed = gradients()
    np.savez_compressed(HERE / "rules" / "gradients.npz", gradients=fed)
    for rule in RULE_CASES:
        np.savez_compressed(HERE / "rules" / f"{rule.key}.npz", **by_torch.rule(rule, fed))
    for surface in SURFACE_CASES:
        np.savez_compressed(HERE / "surfaces" / f"{surface.key}.npz", **by_torch.surface(surface))


if __name__ == "__main__":
    main()
