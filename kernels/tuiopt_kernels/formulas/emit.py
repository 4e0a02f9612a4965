"""From nodes to plain Python functions, which every engine runs like those of a surface."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import truediv
from types import FunctionType
from typing import Any

from tuiopt_kernels.formulas.graph import FUNCTIONS, Graph
from tuiopt_kernels.formulas.powers import multiplied_out

NAMES: dict[str, Any] = {
    **{function.__name__: function for function in FUNCTIONS.values()},
    "pow": math.pow,
    "truediv": truediv,
}
"""What an emitted function calls: functions that every engine has its own version of."""

_OPERATIONS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "truediv({0}, {1})",
    "power": "pow({0}, {1})",
    "sign": "1.0 * ({0} > 0.0) - 1.0 * ({0} < 0.0)",
    "sech": "1.0 / cosh({0})",
    **{name: f"{function.__name__}({{0}})" for name, function in FUNCTIONS.items()},
}


def function(graph: Graph, name: str, roots: Sequence[int]) -> FunctionType:
    """`name(x, y, params)`, which returns the roots: one number, or a tuple of several.

    The text that is compiled here is made of `_OPERATIONS` and of numbers, of nothing else.
    """
    roots = multiplied_out(graph, roots)
    words: dict[int, str] = {}
    lines = [f"def {name}(x, y, params):"]
    for i in graph.under(roots):
        kind, operands, value = graph.nodes[i]
        if kind == "number":
            words[i] = repr(value)
        elif not operands:
            words[i] = kind
        else:
            words[i] = f"t{len(lines)}"
            lines.append(f"    {words[i]} = {_operation(graph, i, words)}")
    lines.append(f"    return {', '.join(words[i] for i in roots)}")
    names = {"__name__": __name__, **NAMES}
    exec(compile("\n".join(lines), "<formula>", "exec"), names)
    made: FunctionType = names[name]
    return made


def _operation(graph: Graph, i: int, words: dict[int, str]) -> str:
    kind, operands, _ = graph.nodes[i]
    form = _OPERATIONS[kind]
    if kind == "multiply" and graph.constant(operands[0]) == -1.0:
        return f"-{words[operands[1]]}"
    if kind == "divide" and graph.constant(operands[1]):
        form = "{0} / {1}"  # never by 0, which Python would not divide by
    return form.format(*(words[operand] for operand in operands))
