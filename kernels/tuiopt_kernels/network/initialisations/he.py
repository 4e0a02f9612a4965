"""He: W ~ N(0, 2/n) of n inputs, for ReLU.

He et al., Delving deep into rectifiers, 2015.
"""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.network.spec import Initialisation


def deviation(inputs: int) -> float:
    return sqrt(2.0 / inputs)


SPEC = Initialisation(name="he", deviation=deviation)
