"""The mini-batches of an epoch: which samples, in which order."""

from __future__ import annotations

import numpy as np

from tuiopt_kernels.minibatches import Order, order


def sizes(samples: int, batch_size: int, merge_last: bool) -> list[int]:
    """Samples in each mini-batch of an epoch, the last, short one used like any other.

    With `merge_last`, which batch norm needs, a last batch of one sample joins the one before it.
    """
    whole, rest = divmod(samples, batch_size)
    parts = [batch_size] * whole + [rest] * (rest > 0)
    if merge_last and len(parts) > 1 and parts[-1] == 1:
        parts[-2:] = [parts[-2] + 1]
    return parts


def batches(
    samples: int, batch_size: int, seed: int, first: int, epochs: int, merge_last: bool
) -> Order:
    """The mini-batches of epochs first + 1, first + 2, ...: (steps, widest) int64.

    A row holds a batch's samples, then −1. The permutation of an epoch depends on seed and epoch
    alone; a batch of all samples takes them as they are.
    """
    parts = sizes(samples, batch_size, merge_last)
    rows = np.full((epochs, len(parts), max(parts)), -1, dtype=np.int64)
    permutations = order(samples, batch_size, seed, first, epochs)
    last = samples - parts[-1]  # all batches but the last one are of one size
    shape = len(permutations), len(parts) - 1, batch_size
    rows[:, :-1, :batch_size] = permutations[:, :last].reshape(shape)
    rows[:, -1, : parts[-1]] = permutations[:, last:]
    return rows.reshape(-1, max(parts))
