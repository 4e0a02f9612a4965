"""Exact derivatives of the nodes of a graph, by the rules that everybody learns.

abs has the derivative 0 at 0, by convention.
"""

from __future__ import annotations

from tuiopt_kernels.formulas.graph import Graph


def derivative(graph: Graph, root: int, variable: str) -> int:
    """The node of ∂root/∂variable."""
    slopes: dict[int, int] = {}
    for i in graph.under([root]):
        kind, operands, _ = graph.nodes[i]
        if not operands:
            slopes[i] = graph.one if kind == variable else graph.zero
        else:
            slopes[i] = _slope(graph, i, [slopes[operand] for operand in operands])
    return slopes[root]


def _slope(graph: Graph, i: int, slopes: list[int]) -> int:
    """The derivative of node i, whose operands have these."""
    if all(slope == graph.zero for slope in slopes):
        return graph.zero
    kind, operands, _ = graph.nodes[i]
    match kind, operands, slopes:
        case "add", _, (du, dv):
            return graph.add(du, dv)
        case "subtract", _, (du, dv):
            return graph.subtract(du, dv)
        case "multiply", (u, v), (du, dv):
            return graph.add(graph.multiply(du, v), graph.multiply(u, dv))
        case "divide", (_, v), (du, dv):
            return graph.divide(graph.subtract(du, graph.multiply(i, dv)), v)
        case "power", (u, v), (du, dv):
            lower = graph.power(u, graph.subtract(v, graph.one))
            by_base = graph.multiply(graph.multiply(v, lower), du)
            by_exponent = graph.multiply(graph.multiply(i, graph.call("log", u)), dv)
            return graph.add(by_base, by_exponent)
        case _, (u,), (du,):
            return graph.multiply(_outer(graph, kind, i, u), du)
    raise AssertionError(kind)


def _outer(graph: Graph, kind: str, i: int, u: int) -> int:
    """The derivative of i = kind(u) by u."""
    match kind:
        case "sin":
            return graph.call("cos", u)
        case "cos":
            return graph.negate(graph.call("sin", u))
        case "tan":
            return graph.add(graph.one, graph.multiply(i, i))
        case "exp":
            return i
        case "log":
            return graph.divide(graph.one, u)
        case "sqrt":
            return graph.divide(graph.number(0.5), i)
        case "abs":
            return graph.sign(u)
        case "sign":
            return graph.zero
        case "tanh":
            # 1 − tanh² would lose all its digits where tanh is near 1.
            return graph.multiply(graph.sech(u), graph.sech(u))
        case "sech":
            return graph.negate(graph.multiply(graph.call("tanh", u), i))
        case "sinh":
            return graph.call("cosh", u)
        case "cosh":
            return graph.call("sinh", u)
        case "atan":
            return graph.divide(graph.one, graph.add(graph.one, graph.multiply(u, u)))
    raise AssertionError(kind)
