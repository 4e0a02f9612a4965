"""The loops that run a rule on a surface. Templates: whoever binds them puts functions in place.

`value`, `gradient`, `rule` and `clock` are replaced by a surface's and an optimizer's functions,
`PARAMS`, `HYPER`, `CARRIED` and `SLOTS` by tuples of which only the lengths count, and, where the
loop is compiled, `take`, `give` and `finite` by versions that move tuples without a Python loop.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.spec import Floats

Array = npt.NDArray[np.float64]

HEAD = ("learning_rate", "x", "y", "loss", "grad_x", "grad_y", "update_x", "update_y")
"""The first columns of a recorded row; the slots of x, of y, then the shown values follow."""

LOSS = 3
"""The column that is filled in one turn later, when f is evaluated at the new point."""

Trajectory = Callable[
    [Array, Array, Array, float, float, Array, Array, Array, Array, Array, Array], int
]
"""The driver `trajectory`, bound to an optimizer and a surface."""

PARAMS: Floats = ()
HYPER: Floats = ()
CARRIED: Floats = ()
SLOTS: Floats = ()


def value(x: float, y: float, params: Floats) -> float:
    raise NotImplementedError


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    raise NotImplementedError


def clock(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    raise NotImplementedError


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    raise NotImplementedError


def take(array: Array, start: int, stride: int, like: Floats) -> Floats:
    """As many numbers as `like` has, from the flat array, `stride` apart."""
    return tuple(array.flat[start : start + len(like) * stride : stride])


def give(array: Array, start: int, stride: int, values: Floats) -> None:
    """Writes the numbers into the flat array, `stride` apart."""
    array.flat[start : start + len(values) * stride : stride] = values


def finite(values: Floats) -> bool:
    """Whether no number is NaN or infinite."""
    return all(math.isfinite(number) for number in values)


def trajectory(
    at: Array,
    alpha: Array,
    noise: Array,
    l2: float,
    t0: float,
    params: Array,
    hyper: Array,
    carried: Array,
    slots: Array,
    box: Array,
    out: Array,
) -> int:
    """Runs one optimizer for up to n steps, t = t0 + 1 ... t0 + n, and records each.

    All arrays are float64 and C-contiguous.

    Parameters
    ----------
    at : (2,), the point; modified in place
    alpha : (n,), the learning rate of each step
    noise : (n, 2) or (1, 2), added to the gradient; a single row serves every step
    l2 : λ; λx joins the gradient that the rule sees, not the one that is recorded
    t0 : steps already done
    params : the surface's parameters
    hyper : the optimizer's hyperparameters
    carried : the clock's state; modified in place
    slots : (slots, 2), the state of x and of y; modified in place
    box : (4,), low x, high x, low y, high y: the border of divergence
    out : (n, columns), a row a step: `HEAD`, slots of x, slots of y, shown of x, shown of y

    Returns
    -------
    The number of steps done. Less than n means divergence: the row after the last good one then
    holds what the step had become (its loss only if all else is sound). Otherwise `at`, `carried`
    and `slots` are left ready to go on, and 70 + 130 steps give the bits of 200.
    """
    x = at[0]
    y = at[1]
    low_x, high_x, low_y, high_y = box[0], box[1], box[2], box[3]
    n: int = alpha.shape[0]
    width = out.shape[1]
    p = take(params, 0, 1, PARAMS)
    h = take(hyper, 0, 1, HYPER)
    c = take(carried, 0, 1, CARRIED)
    slots_x = take(slots, 0, 2, SLOTS)
    slots_y = take(slots, 1, 2, SLOTS)
    for i in range(n + 1):
        # Value and gradient side by side, so that what they share is computed once.
        f = value(x, y, p)
        grad_x, grad_y = gradient(x, y, p)
        if i > 0:
            out[i - 1, LOSS] = f
            if not math.isfinite(f):
                return i - 1
        if i == n:
            break
        j = i if i < noise.shape[0] else 0
        grad_x += noise[j, 0]
        grad_y += noise[j, 1]
        c, k = clock(t0 + i + 1.0, h, c)
        update_x, slots_x, shown_x = rule(grad_x + l2 * x, x, alpha[i], h, k, slots_x)
        update_y, slots_y, shown_y = rule(grad_y + l2 * y, y, alpha[i], h, k, slots_y)
        x += update_x
        y += update_y
        head = (alpha[i], x, y, 0.0, grad_x, grad_y, update_x, update_y)
        give(out, i * width, 1, head + slots_x + slots_y + shown_x + shown_y)
        inside = (low_x <= x <= high_x) and (low_y <= y <= high_y)
        if not (inside and finite((grad_x, grad_y, *slots_x, *slots_y))):
            return i
    at[0] = x
    at[1] = y
    give(carried, 0, 1, c)
    give(slots, 0, 2, slots_x)
    give(slots, 1, 2, slots_y)
    return n
