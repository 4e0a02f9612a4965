"""Zeros: W = 0; all units of a layer are alike, and so they stay."""

from __future__ import annotations

from tuiopt_kernels.network.spec import Initialisation


def deviation(inputs: int) -> float:
    return 0.0


SPEC = Initialisation(name="zeros", deviation=deviation)
