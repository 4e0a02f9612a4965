"""One forward pass that keeps everything in between, for a person to look at; and what a network
makes of many points at test time.

The same numbers as `passes.forward`, to rounding, by whole matrices and without Numba.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.layout import AFTER, BEFORE, Network
from tuiopt_kernels.network.normalisation import EPSILON
from tuiopt_kernels.network.passes import Masks

HIGHEST = 300.0
"""The largest |max z| up to which e^z is taken as it stands: neither it nor the classes far below
it come near what float64 can hold."""

BLOCK = 512
"""Points that are worked on at once: what is in between stays in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Batch norm in a layer: z_norm = (v − μ)/√(σ² + ε), z̃ = γ z_norm + β.

    `value`, v, is z or, where batch norm stands `after` the activation, a; it, `normal` and `tilde`
    are (units, n), all else (units,). `mean` and `variance` are those that were used: the batch's
    own in training, the running ones, as they were before this batch, at test time.
    """

    after: bool
    value: Array
    mean: Array
    variance: Array
    batch_mean: Array
    batch_variance: Array
    running_mean: Array
    running_variance: Array
    gamma: Array
    beta: Array
    normal: Array
    tilde: Array


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A hidden layer, (units, n) each: z, a = h(z) or h(z̃), and what it hands on.

    Handed on is a, or z̃ where batch norm stands after the activation; in training after dropout.
    """

    z: Array
    norm: Norm | None
    active: Array
    handed: Array


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """The output layer: t = e^(z − shift), total = Σ t over the classes, a = t/total.

    `z`, `t` and `a` are (classes, n). `shift` and `total` are (n,); the shift is 0 but where e^z
    would overflow, or all of them vanish: there it is max z, which leaves a as it is.
    """

    z: Array
    shift: Array
    t: Array
    total: Array
    a: Array


@dataclass(frozen=True, slots=True, eq=False)
class Inside:
    """What there is inside a network for one batch: `inputs` (inputs, n), then layer by layer."""

    inputs: Array
    training: bool
    layers: tuple[Layer, ...]
    output: Output


def look_inside(
    network: Network,
    parameters: Array,
    running: Array,
    inputs: Array,
    *,
    training: bool,
    masks: Masks | None = None,
) -> Inside:
    """A batch's way through a network; nothing that is given is modified, and nothing copied.

    NaN and infinities go through without a warning. Raises ValueError for training with dropout
    without masks.

    Parameters
    ----------
    parameters : (size,)
    running : (2, units), running means and variances
    inputs : (inputs, n), the samples side by side
    training : with the batch's own means and variances, and with dropout; else as at test time
    masks : (units, n or more) uint8, 1 = kept; looked at only in training, for layers with dropout
    """
    if training and masks is None and min(network.keep_probs, default=1.0) < 1.0:
        raise ValueError("dropout in training needs masks")
    named = network.named(parameters)
    averages = network.named_running(running)
    layers = []
    below, unit = inputs, 0
    with np.errstate(all="ignore"):
        for number, (activation, keep) in enumerate(
            zip(network.activations, network.keep_probs, strict=True), 1
        ):
            activate = ACTIVATIONS[activation].whole
            z = named[f"W{number}"].T @ below
            norm = None
            if network.norm == BEFORE:
                norm = _normalised(network, named, averages, number, z, training)
                active = handed = activate(norm.tilde)
            elif network.norm == AFTER:
                active = activate(z)
                norm = _normalised(network, named, averages, number, active, training)
                handed = norm.tilde
            else:
                z += named[f"b{number}"][:, None]
                active = handed = activate(z)
            if training and masks is not None and keep < 1.0:
                mask = masks[unit : unit + len(z), : z.shape[1]]
                handed = handed * (mask * (1.0 / keep))
            layers.append(Layer(z, norm, active, handed))
            below, unit = handed, unit + len(z)
        z = named[f"W{network.layers}"].T @ below + named[f"b{network.layers}"][:, None]
        return Inside(inputs, training, tuple(layers), _softmax(z))


def probabilities(network: Network, parameters: Array, running: Array, inputs: Array) -> Array:
    """(classes, m): the softmax of (inputs, m) points at test time, see `look_inside`."""
    named = network.named(parameters)
    averages = network.named_running(running)
    out = np.empty((network.classes, inputs.shape[1]))
    with np.errstate(all="ignore"):
        steps = [_step(network, named, averages, number) for number in range(1, network.layers + 1)]
        for begin in range(0, inputs.shape[1], BLOCK):
            a = inputs[:, begin : begin + BLOCK]
            for step in steps:
                a = step(a)
            t = np.exp(a - a.max(axis=0))
            np.divide(t, t.sum(axis=0), out=out[:, begin : begin + BLOCK])
    return out


def _normalised(
    network: Network,
    named: Mapping[str, Array],
    averages: Mapping[str, Array],
    layer: int,
    value: Array,
    training: bool,
) -> Norm:
    n = value.shape[1]
    batch_mean = value.sum(axis=1) / n
    centred = value - batch_mean[:, None]
    batch = batch_mean, (centred * centred).sum(axis=1) / n
    running = averages[f"running_mean{layer}"], averages[f"running_var{layer}"]
    mean, variance = batch if training else running
    normal = (value - mean[:, None]) / np.sqrt(variance + EPSILON)[:, None]
    gamma, beta = named[f"gamma{layer}"], named[f"beta{layer}"]
    tilde = gamma[:, None] * normal + beta[:, None]
    after = network.norm == AFTER
    return Norm(after, value, mean, variance, *batch, *running, gamma, beta, normal, tilde)


def _softmax(z: Array) -> Output:
    highest = z.max(axis=0)
    shift = np.where(np.abs(highest) <= HIGHEST, 0.0, highest)
    t = np.exp(z - shift)
    total = t.sum(axis=0)
    return Output(z, shift, t, total, t / total)


def _step(
    network: Network, named: Mapping[str, Array], averages: Mapping[str, Array], layer: int
) -> Callable[[Array], Array]:
    """What a layer does at test time, where batch norm is but a factor and a shift a unit."""
    weights = np.ascontiguousarray(named[f"W{layer}"].T)
    if layer == network.layers:
        bias = named[f"b{layer}"][:, None]
        return lambda a: weights @ a + bias
    activate = ACTIVATIONS[network.activations[layer - 1]].whole
    if not network.norm:
        bias = named[f"b{layer}"][:, None]
        return lambda a: activate(weights @ a + bias)
    deviation = np.sqrt(averages[f"running_var{layer}"] + EPSILON)
    factor = (named[f"gamma{layer}"] / deviation)[:, None]
    shift = named[f"beta{layer}"][:, None] - averages[f"running_mean{layer}"][:, None] * factor
    if network.norm == AFTER:
        return lambda a: activate(weights @ a) * factor + shift
    scaled = factor * weights
    return lambda a: activate(scaled @ a + shift)
