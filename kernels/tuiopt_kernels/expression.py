"""The arithmetic of step cards: parsed once, never executed, evaluated over named numbers."""

from __future__ import annotations

import ast
import math
import operator
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache

from tuiopt_kernels.ieee import IEEE

LONGEST = 200
"""Characters of an expression: whatever they are, it is not nested too deep to be evaluated."""

LARGEST = sys.float_info.max


def _sign(value: float) -> float:
    return float((value > 0.0) - (value < 0.0))


def _floor(value: float) -> float:
    return float(math.floor(value)) if math.isfinite(value) else value


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "sqrt": IEEE[math.sqrt],
    "abs": abs,
    "sign": _sign,
    "cos": IEEE[math.cos],
    "floor": _floor,
    "max": max,
    "min": min,
}
_OF_MANY = ("max", "min")
"""These take two arguments or more, the others one."""

_OPERATORS: Mapping[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: IEEE[operator.truediv],
    ast.Pow: IEEE[math.pow],
}
_COMPARISONS: Mapping[type[ast.AST], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@lru_cache(maxsize=1024)
def parse(text: str) -> ast.expr:
    """The tree of an expression. Raises ValueError for what is not arithmetic of step cards."""
    if len(text) > LONGEST:
        raise ValueError(f"step card: {text[:40]!r}... is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:  # the last two: nested too deep
        raise ValueError(f"step card: {text!r} is no expression") from error
    _check(tree, text)
    return tree


def _check(node: ast.expr, text: str) -> None:
    parts: list[ast.expr]
    match node:
        case ast.Name():
            parts = []
        case ast.Constant(value=int() | float() as value) if (
            not isinstance(value, bool) and abs(value) <= LARGEST
        ):
            parts = []
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            parts = [operand]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            parts = [left, right]
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]) if name in FUNCTIONS and (
            len(parts) > 1 if name in _OF_MANY else len(parts) == 1
        ):
            pass
        case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right])) if (
            type(op) in _COMPARISONS
        ):
            parts = [left, right, node.body, node.orelse]
        case _:
            raise ValueError(f"step card: {ast.unparse(node)!r} in {text!r} is not its arithmetic")
    for part in parts:
        _check(part, text)


@lru_cache(maxsize=4096)
def names(node: ast.expr) -> frozenset[str]:
    """The names of the numbers that an expression is made from."""
    called = {call.func for call in ast.walk(node) if isinstance(call, ast.Call)}
    found = (part for part in ast.walk(node) if isinstance(part, ast.Name) and part not in called)
    return frozenset(name.id for name in found)


def evaluate(node: ast.expr, values: Mapping[str, float]) -> float:
    """The value of a parsed expression, by the rules of IEEE arithmetic."""
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.Constant(value=value):
            return float(value)  # type: ignore[arg-type]
        case ast.UnaryOp(operand=operand):
            return -evaluate(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](evaluate(left, values), evaluate(right, values))
        case ast.Call(func=ast.Name(id=name), args=parts):
            return FUNCTIONS[name](*(evaluate(part, values) for part in parts))
        case ast.IfExp():
            return evaluate(branch(node, values), values)
    raise AssertionError(ast.dump(node))


def branch(node: ast.expr, values: Mapping[str, float]) -> ast.expr:
    """The branch that an `a if b > c else d` takes; any other expression as it is."""
    while isinstance(node, ast.IfExp):
        test = node.test
        assert isinstance(test, ast.Compare)
        holds = _COMPARISONS[type(test.ops[0])](
            evaluate(test.left, values), evaluate(test.comparators[0], values)
        )
        node = node.body if holds else node.orelse
    return node


def is_quantity(node: ast.expr) -> bool:
    """Whether an expression, or any branch of it, is a name or a number: nothing to compute."""
    if isinstance(node, ast.IfExp):
        return is_quantity(node.body) and is_quantity(node.orelse)
    return isinstance(node, ast.Name | ast.Constant)
