"""The loop that runs a rule on the mini-batches of a regression, and the order of its samples.

`descent` is a template as `drivers.trajectory` is: `rule` and `clock` are replaced by an
optimizer's, `loss` and `slope` by a regression's functions.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.drivers import (
    COUPLED,
    FEED,
    LOSS,
    SETTINGS,
    STATE,
    Array,
    astray,
    clock,
    give,
    rule,
    solve,
    take,
)

Order = npt.NDArray[np.int64]

Descent = Callable[[Array, Array, Array, Array, Array, Array, Order, int], int]
"""The driver `descent`, bound to an optimizer and a regression."""


def order(samples: int, batch_size: int, seed: int, first: int, epochs: int) -> Order:
    """The samples' numbers as epochs first + 1, first + 2, ... go through them: (epochs, samples).

    A permutation depends on seed and epoch alone, so that runs of any batch size draw from the same
    ones. A batch of all samples takes them as they are: a single row serves every epoch.
    """
    if batch_size == samples:
        return np.arange(samples)[np.newaxis]
    numbers = range(first + 1, first + 1 + epochs)
    return np.stack([_permutation(samples, seed, number) for number in numbers])


@functools.lru_cache(maxsize=8)
def _permutation(samples: int, seed: int, epoch: int) -> Order:
    """Cached, since pieces of an epoch follow one another."""
    return np.random.default_rng([seed, epoch]).permutation(samples)


def loss(z: float, target: float) -> float:
    raise NotImplementedError


def slope(z: float, target: float) -> float:
    raise NotImplementedError


def curvature(z: float, target: float) -> float:
    raise NotImplementedError


def descent(
    state: Array,
    settings: Array,
    feed: Array,
    out: Array,
    inputs: Array,
    targets: Array,
    order: Order,
    batch_size: int,
) -> int:
    """As `drivers.trajectory`, with x = w, y = b, the loss of all samples, a mini-batch's gradient.

    The Hessian, where a rule asks for it, is that of all samples.

    Parameters
    ----------
    state, settings, feed, out : as there; there are no parameters
    inputs, targets : (m,) float64, the samples
    order : (epochs, m) int64 as `order` makes it, from the epoch of the first step to that of the
        last; a single row serves every epoch
    batch_size : samples in a mini-batch, 1 to m; the last of an epoch may have less

    Returns
    -------
    The number of steps done; less than n means divergence, as there.
    """
    t, x, y, c, slots_x, slots_y = take(state, 0, STATE)
    l2, box, _, h = take(settings, 0, SETTINGS)
    n: int = out.shape[0]
    m = len(inputs)
    batches = (m + batch_size - 1) // batch_size
    first = int(t) // batches
    i = 0
    while True:
        w, b = float(x), float(y)  # Python's own numbers are quicker than NumPy's scalars
        f = 0.0
        for j in range(m):
            f += loss(w * inputs[j] + b, targets[j])
        f /= m
        if i > 0:
            out[i - 1, LOSS] = f
            if not math.isfinite(f):
                return i - 1
        if i == n:
            break
        samples = order[min(int(t) // batches - first, len(order) - 1)]
        begin = int(t) % batches * batch_size
        end = min(begin + batch_size, m)
        grad_x = 0.0
        grad_y = 0.0
        for j in range(begin, end):
            sample = samples[j]
            s = slope(w * inputs[sample] + b, targets[sample])
            grad_x += s * inputs[sample]
            grad_y += s
        grad_x /= end - begin
        grad_y /= end - begin
        alpha, noise_x, noise_y = take(feed, i, FEED)
        grad_x += noise_x
        grad_y += noise_y
        t += 1.0
        c, k = clock(t, h, c)
        along_x = grad_x + l2 * x
        along_y = grad_y + l2 * y
        if COUPLED:
            hxx = 0.0
            hxy = 0.0
            hyy = 0.0
            for j in range(m):
                c2 = curvature(w * inputs[j] + b, targets[j])
                hxx += c2 * inputs[j] * inputs[j]
                hxy += c2 * inputs[j]
                hyy += c2
            along_x, along_y = solve(along_x, along_y, hxx / m + l2, hxy / m, hyy / m + l2, h)
        update_x, slots_x, shown_x = rule(along_x, x, alpha, h, k, slots_x)
        update_y, slots_y, shown_y = rule(along_y, y, alpha, h, k, slots_y)
        x += update_x
        y += update_y
        head = (alpha, x, y, 0.0, grad_x, grad_y, update_x, update_y)
        give(out, i, (head, slots_x, slots_y, shown_x, shown_y))
        if astray(x, y, box, (grad_x, grad_y, slots_x, slots_y)):
            return i
        i += 1
    give(state, 0, (t, x, y, c, slots_x, slots_y))
    return n
