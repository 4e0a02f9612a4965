"""The training, dev and test parts of data, and their inputs on the scale of the training part."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tuiopt_kernels.data import Array, Labels
from tuiopt_kernels.scaling import SCALINGS

SPLIT = 1
"""Which of a seed's further streams the split draws from: the data itself has the seed's own."""


class Part(NamedTuple):
    """(features, n) float64 inputs, a feature's numbers side by side, and (n,) int64 labels."""

    inputs: Array
    labels: Labels


class Parts(NamedTuple):
    train: Part
    dev: Part
    test: Part


def parts(
    inputs: Array,
    labels: Labels,
    shares: Sequence[float],
    seed: int,
    scaling: str,
    shift: Sequence[float],
) -> Parts:
    """The three parts as a network uses them.

    First `shift`, a number a feature, is added to the inputs of dev and test as they were drawn or
    read; then all three are scaled by the numbers of the training part alone.

    Parameters
    ----------
    inputs, labels : (features, m) float64 and (m,) int64
    shares, seed : as `split` takes them; the training part must not be empty
    scaling : of `SCALINGS`
    shift : (features,)
    """
    numbers = split(len(labels), shares, seed)
    # take, since indexing need not leave a feature's numbers side by side
    train, dev, test = (Part(inputs.take(rows, axis=1), labels[rows]) for rows in numbers)
    scale = SCALINGS[scaling](train.inputs)
    moved = np.array(shift)[:, np.newaxis]
    return Parts(
        train._replace(inputs=scale.applied(train.inputs)),
        dev._replace(inputs=scale.applied(dev.inputs + moved)),
        test._replace(inputs=scale.applied(test.inputs + moved)),
    )


def split(samples: int, shares: Sequence[float], seed: int) -> tuple[Labels, Labels, Labels]:
    """The samples' numbers in the training, dev and test part: int64, each number at most once.

    They come in an order drawn from the seed, by a stream of its own, so that who is in which part
    does not depend on how the samples were drawn. For how many see `sizes`.
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(SPLIT,)))
    ends = np.cumsum(sizes(samples, shares))
    train, dev, test, _ = np.split(rng.permutation(samples), ends)
    return train, dev, test


def sizes(samples: int, shares: Sequence[float]) -> list[int]:
    """How many samples each part has: round(share · samples), in turn and as long as there are any.

    Halves round to the even number, as Python does. Where the shares add up to 1, the last part
    that has a share takes what rounding leaves over or lacks, so that every sample is used: of 25
    by 0.8, 0.1, 0.1 the parts have 20, 2 and 3. Where they add up to less, the rest is not used.
    A small part may be empty.

    ValueError where a share is below 0 or not finite, or their sum above 1 beyond rounding.
    """
    total = sum(shares)
    whole = math.isclose(total, 1.0)
    if not (all(share >= 0.0 for share in shares) and (whole or total < 1.0)):
        raise ValueError(f"expected shares of 0 or more that add up to 1 or less, found {shares}")
    left = samples
    found: list[int] = []
    for share in shares:
        found.append(min(round(share * samples), left))
        left -= found[-1]
    if whole:
        found[max(i for i, share in enumerate(shares) if share > 0.0)] += left
    return found
