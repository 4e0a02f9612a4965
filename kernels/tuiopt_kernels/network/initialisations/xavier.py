"""Xavier: W ~ N(0, 1/n) of n inputs.

Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010, in
the form that looks at the inputs alone.
"""

from __future__ import annotations

from math import sqrt

from tuiopt_kernels.network.spec import Initialisation


def deviation(inputs: int) -> float:
    return sqrt(1.0 / inputs)


SPEC = Initialisation(name="xavier", deviation=deviation)
