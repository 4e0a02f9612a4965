"""The loops that run a rule on a surface. Templates: whoever binds them puts functions in place.

`value`, `gradient`, `rule` and `clock` are replaced by a surface's and an optimizer's functions,
`STATE` and `SETTINGS` by tuples of which only the shape counts, and, where the loop is compiled,
`take`, `give` and `astray` by versions that move tuples without a Python loop.

Every statement costs a millisecond of compiling and every array eight, in each kernel of its own:
hence few arrays, whole rows moved at once, and no more branches than there are.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.spec import Floats

Array = npt.NDArray[np.float64]

HEAD = ("learning_rate", "x", "y", "loss", "grad_x", "grad_y", "update_x", "update_y")
"""The first columns of a recorded row; the slots of x, of y, then the shown values follow."""

LOSS = 3
"""The column that is filled in one turn later, when f is evaluated at the new point."""

Trajectory = Callable[[Array, Array, Array, Array], int]
"""The driver `trajectory`, bound to an optimizer and a surface."""

Shape = tuple[float | Floats, ...]
"""Numbers and tuples of numbers, one after the other in a row of an array."""

FEED: Shape = (0.0, 0.0, 0.0)
STATE: Shape = ()
SETTINGS: Shape = ()

COUPLED = False
"""Whether `hessian` and `solve` are replaced too; else their branch is not even compiled."""


def value(x: float, y: float, params: Floats) -> float:
    raise NotImplementedError


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    raise NotImplementedError


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    raise NotImplementedError


def solve(
    gx: float, gy: float, hxx: float, hxy: float, hyy: float, hyper: Floats
) -> tuple[float, float]:
    raise NotImplementedError


def clock(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    raise NotImplementedError


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    raise NotImplementedError


def take(array: npt.NDArray[Any], i: int, like: Shape) -> Any:
    """Row i of an array, or its last where it has fewer, in the shape of `like`."""
    table = rows(array)
    # NumPy's scalars, which overflow and divide as IEEE 754 says where Python's raise.
    row = iter(table[min(i, len(table) - 1)])
    return [tuple(islice(row, len(p))) if isinstance(p, tuple) else next(row) for p in like]


def give(array: Array, i: int, numbers: Shape) -> None:
    """Writes the numbers as row i."""
    rows(array)[i] = flat(numbers)


def astray(x: float, y: float, box: Floats, numbers: Shape) -> bool:
    """Whether the point has left the box (low x, high x, low y, high y) or a number is not finite.

    A point that is NaN has left it.
    """
    low_x, high_x, low_y, high_y = box
    inside = low_x <= x <= high_x and low_y <= y <= high_y
    return not (inside and all(map(math.isfinite, flat(numbers))))


def rows(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A matrix as it is, a vector as a single row."""
    return array if array.ndim == 2 else array.reshape(1, -1)


def flat(numbers: Shape) -> list[float]:
    row: list[float] = []
    for part in numbers:
        if isinstance(part, tuple):
            row += part
        else:
            row.append(part)
    return row


def trajectory(state: Array, settings: Array, feed: Array, out: Array) -> int:
    """Runs one optimizer for up to n steps, t + 1 ... t + n, and records each.

    All arrays are float64 and C-contiguous.

    Parameters
    ----------
    state : t (the steps already done), x, y, the clock's state, the slots of x, the slots of y;
        modified in place
    settings : λ, the border of divergence (low x, high x, low y, high y), the surface's parameters,
        the optimizer's hyperparameters; λx joins the gradient that the rule sees, not the one
        that is recorded
    feed : (n, 3) or (1, 3), the learning rate and the noise added to the gradient in x and in y,
        for each step; a single row serves every step
    out : (n, columns), a row a step: `HEAD`, slots of x, slots of y, shown of x, shown of y

    Returns
    -------
    The number of steps done. Less than n means divergence: the row after the last good one then
    holds what the step had become (its loss only if all else is sound). Otherwise `state` is left
    ready to go on, and 70 + 130 steps give the bits of 200.
    """
    t, x, y, c, slots_x, slots_y = take(state, 0, STATE)
    l2, box, p, h = take(settings, 0, SETTINGS)
    n: int = out.shape[0]
    i = 0
    while True:
        # Value and gradient side by side, so that what they share is computed once.
        f = value(x, y, p)
        grad_x, grad_y = gradient(x, y, p)
        if i > 0:
            out[i - 1, LOSS] = f
            if not math.isfinite(f):
                return i - 1
        if i == n:
            break
        alpha, noise_x, noise_y = take(feed, i, FEED)
        grad_x += noise_x
        grad_y += noise_y
        t += 1.0
        c, k = clock(t, h, c)
        along_x = grad_x + l2 * x
        along_y = grad_y + l2 * y
        if COUPLED:
            hxx, hxy, hyy = hessian(x, y, p)
            along_x, along_y = solve(along_x, along_y, hxx + l2, hxy, hyy + l2, h)
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
