"""From a formula's text to a graph. The text is only looked at: nothing of it is ever executed."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable

from tuiopt_kernels.formulas.graph import FUNCTIONS, FormulaError, Graph
from tuiopt_kernels.formulas.scan import CONSTANTS, DEEPEST, scan, too_deep

MOST_CHARACTERS = 500


def parse(text: str, graph: Graph) -> int:
    """The node that a formula stands for. Raises FormulaError."""
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(f"{len(text)} characters; at most {MOST_CHARACTERS} are allowed")
    if not text.strip(" "):
        raise FormulaError("the formula is empty")
    scan(text)
    expression = text.strip(" ")
    shift = text.index(expression)
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(error.msg, (error.offset or 1) + shift) from None
    return _Reader(graph, shift).node(tree, 0)


class _Reader:
    """Turns the parser's tree into nodes: a whitelist, all else is refused."""

    def __init__(self, graph: Graph, shift: int) -> None:
        self._graph = graph
        self._shift = shift
        self._operations: dict[type[ast.operator], Callable[[int, int], int]] = {
            ast.Add: graph.add,
            ast.Sub: graph.subtract,
            ast.Mult: graph.multiply,
            ast.Div: graph.divide,
            ast.Pow: graph.power,
        }

    def node(self, tree: ast.expr, depth: int) -> int:
        """A sum or product of many is not deep, though its tree is: it grows to the left."""
        if depth > DEEPEST:
            raise too_deep(tree.col_offset + self._shift)
        match tree:
            case ast.Name(id=name) if name in self._graph.variables:
                return self._graph.variables[name]
            case ast.Name(id=name) if name in CONSTANTS:
                return self._graph.number(CONSTANTS[name])
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._graph.number(self._finite(value, tree))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._graph.negate(self.node(operand, depth + 1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.node(operand, depth + 1)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in self._operations:
                one = self.node(left, depth + isinstance(op, ast.Pow))
                return self._operations[type(op)](one, self.node(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if (
                name in FUNCTIONS
            ):
                return self._graph.call(name, self.node(argument, depth + 1))
            case ast.Call(func=ast.Name(id=name)):
                raise self._refused(tree, f"{name} takes one number")
        raise self._refused(tree, "expected a number, x, y or a function of them")

    def _finite(self, value: float, tree: ast.expr) -> float:
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if number == math.inf:
            raise self._refused(tree, "the number is too large")
        return number

    def _refused(self, tree: ast.expr, message: str) -> FormulaError:
        return FormulaError(message, tree.col_offset + self._shift + 1)
