"""Normal: W ~ N(0, 0.01²), equally small in every layer."""

from __future__ import annotations

from tuiopt_kernels.network.spec import Initialisation


def deviation(inputs: int) -> float:
    return 0.01


SPEC = Initialisation(name="normal", deviation=deviation)
