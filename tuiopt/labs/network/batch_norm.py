"""Batch norm of one unit, worked sample by sample."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.expression import parse
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


@dataclass(frozen=True, slots=True)
class Line:
    """`name` = `expression`, the numbers that it names, and what comes out."""

    name: str
    expression: ast.expr
    operands: Mapping[str, float]
    result: float


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


def lines(worked: UnitNorm, sample: int) -> tuple[Line, Line]:
    """z_norm = (z − μ)/√(σ² + ε) and z̃ = γ z_norm + β of a sample, from 0.

    In the expressions σ² is `sigma2`; what is normalised has its own name, z or a.
    """
    symbol = worked.symbol
    normal = Line(
        f"{symbol}_norm",
        parse(f"({symbol} - mu)/sqrt(sigma2 + epsilon)"),
        {
            symbol: float(worked.values[sample]),
            "mu": worked.mean,
            "sigma2": worked.variance,
            "epsilon": worked.epsilon,
        },
        float(worked.normal[sample]),
    )
    tilde = Line(
        f"{symbol}_tilde",
        parse(f"gamma*{normal.name} + beta"),
        {"gamma": worked.gamma, normal.name: normal.result, "beta": worked.beta},
        float(worked.tilde[sample]),
    )
    return normal, tilde
