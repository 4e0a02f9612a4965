"""Batch norm of one unit, worked sample by sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.lens import Inside
from tuiopt_kernels.network.normalisation import EPSILON


@dataclass(frozen=True, slots=True, eq=False)
class UnitNorm:
    """What batch norm makes of one unit.

    `symbol` names what is normalised: z, or a where batch norm stands after the activation.
    `values`, `centred` (z − μ), `normal` and `tilde` are (n,), one number a sample; `test_tilde`
    is the z̃ that the running averages give for the same values. `variance`, σ², is the mean of
    (z − μ)² in training. At test time `mean` and `variance` are the running ones.
    """

    symbol: Literal["z", "a"]
    mean: float
    variance: float
    running_mean: float
    running_variance: float
    gamma: float
    beta: float
    epsilon: float
    values: Array
    centred: Array
    normal: Array
    tilde: Array
    test_tilde: Array


def unit_norm(inside: Inside, layer: int, unit: int) -> UnitNorm:
    """Of hidden layer `layer`, from 1, and its unit `unit`, from 0.

    Looked at with a smaller part of the batch, `look_inside(..., inputs[:, :n], training=True)`,
    the mean, the variance and with them all rows are others. Raises ValueError where the layer has
    no batch norm.
    """
    seen = inside.layers[layer - 1]
    norm = seen.norm
    if norm is None:
        raise ValueError(f"layer {layer} has no batch norm")
    gamma, beta, values = norm.gamma[unit], norm.beta[unit], norm.value[unit]
    with np.errstate(all="ignore"):
        deviation = np.sqrt(norm.running_variance[unit] + EPSILON)
        return UnitNorm(
            "a" if norm.after else "z",
            float(norm.mean[unit]),
            float(norm.variance[unit]),
            float(norm.running_mean[unit]),
            float(norm.running_variance[unit]),
            float(gamma),
            float(beta),
            EPSILON,
            values,
            values - norm.mean[unit],
            norm.normal[unit],
            norm.tilde[unit],
            gamma * ((values - norm.running_mean[unit]) / deviation) + beta,
        )
