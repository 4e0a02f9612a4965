"""Whole powers as products, which cost less: x² as x·x, x⁻¹ as 1/x."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt_kernels.formulas.graph import FUNCTIONS, Graph

MOST_FACTORS = 64
"""A whole exponent up to this is worked out by multiplying."""


def multiplied_out(graph: Graph, roots: Sequence[int]) -> list[int]:
    """The roots without whole powers. Only for what is not differentiated any more."""
    made: dict[int, int] = {}
    for i in graph.under(roots):
        kind, operands, _ = graph.nodes[i]
        n = graph.constant(operands[1]) if kind == "power" else None
        if n is not None and n == int(n) and abs(n) <= MOST_FACTORS:
            product = _product(graph, made[operands[0]], abs(int(n)))
            made[i] = product if n > 0.0 else graph.divide(graph.one, product)
        elif operands:
            made[i] = _again(graph, kind, *(made[operand] for operand in operands))
        else:
            made[i] = i
    return [made[i] for i in roots]


def _product(graph: Graph, a: int, n: int) -> int:
    if n == 1:
        return a
    half = _product(graph, a, n // 2)
    square = graph.multiply(half, half)
    return graph.multiply(square, a) if n % 2 else square


def _again(graph: Graph, kind: str, *operands: int) -> int:
    """The node of an operation or function on other operands."""
    if kind in FUNCTIONS:
        return graph.call(kind, *operands)
    made: int = getattr(graph, kind)(*operands)
    return made
