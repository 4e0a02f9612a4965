"""The activations on rows, told apart by their numbers in a network's table.

Made of text, from all activations: a chain of functions would take a second longer to compile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.spec import Activation

Activate = Callable[[Array, int, int, int, int], None]
"""`activate(rows, first, count, activation, n)`: z ← h(z)."""

Slopes = Callable[[Array, int, int, int, int, int], None]
"""`slopes(rows, deltas, active, count, activation, n)`: ∂J/∂h ← ∂J/∂z, from h."""

_ACTIVATE = """
def activate(rows, first, count, activation, n):
    for j in range(first, first + count):
        row = rows[j]
"""

_SLOPES = """
def slopes(rows, deltas, active, count, activation, n):
    for j in range(count):
        delta, row = rows[deltas + j], rows[active + j]
"""

_LOOP = """\
        if activation == {number}:
            for k in range(n):
                {line}
"""


def chained(activations: Iterable[Activation]) -> tuple[Activate, Slopes]:
    """Both ways through the activations, whose numbers are their places."""
    forth, back = _ACTIVATE, _SLOPES
    names: dict[str, Any] = {"__name__": __name__}
    for i, one in enumerate(activations):
        names |= {f"h{i}": one.h, f"back{i}": one.back}
        forth += _LOOP.format(number=i, line=f"row[k] = h{i}(row[k])")
        back += _LOOP.format(number=i, line=f"delta[k] = back{i}(delta[k], row[k])")
    exec(compile(forth + back, "<activations>", "exec"), names)
    return names["activate"], names["slopes"]


activate, slopes = chained(ACTIVATIONS.values())
