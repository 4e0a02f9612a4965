"""Writes the golden files with PyTorch and Optax: `python tests/golden/make.py`."""

from __future__ import annotations

from pathlib import Path

import by_optax
import by_torch
import network_by_torch
import numpy as np
from network_cases import COUNT, RATES, network_case, trained_case
from rule_cases import RULE_CASES, gradients
from surface_cases import SURFACE_CASES

HERE = Path(__file__).parent


def main() -> None:
    for folder in ("networks", "rules", "surfaces"):
        (HERE / folder).mkdir(exist_ok=True)
    fed = gradients()
    np.savez_compressed(HERE / "rules" / "gradients.npz", gradients=fed)
    libraries = {"torch": by_torch, "optax": by_optax}
    for case in RULE_CASES:
        made = libraries[case.library].rule(case, fed)
        np.savez_compressed(HERE / "rules" / f"{case.key}.npz", **made)
    for surface in SURFACE_CASES:
        np.savez_compressed(HERE / "surfaces" / f"{surface.key}.npz", **by_torch.surface(surface))
    for number in range(COUNT):
        made = network_by_torch.one_batch(network_case(number))
        np.savez_compressed(HERE / "networks" / f"batch-{number}.npz", **made)
    for optimizer in RATES:
        made = network_by_torch.trained(trained_case(), optimizer)
        np.savez_compressed(HERE / "networks" / f"trained-{optimizer}.npz", **made)


if __name__ == "__main__":
    main()
